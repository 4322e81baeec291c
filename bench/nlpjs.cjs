// Ranks questions with nlp.js (Indonesian): {rows: [[entry, text]], asked: [text]} on stdin, a JSON list on stdout.
const { NlpManager } = require('node-nlp');

async function main() {
  const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  const manager = new NlpManager({ languages: ['id'], forceNER: false, nlu: { log: false }, autoSave: false });
  for (const [entry, text] of given.rows) manager.addDocument('id', text, entry);
  await manager.train();
  const found = [];
  for (const text of given.asked) {
    const result = await manager.process('id', text);
    const ranked = (result.classifications || []).filter((c) => c.intent !== 'None').slice(0, 5);
    found.push(ranked.map((c) => [c.intent, c.score]));
  }
  process.stdout.write('\n' + JSON.stringify(found) + '\n');
}

main();
