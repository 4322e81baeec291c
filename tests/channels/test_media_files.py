"""Promises about files: what is kept is what it says, and holds nothing else."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.channels._files import MAGIC, checked
from bot.errors import BadInput
from tests.channels.files import KEPT, PLACE, REFUSED, photo


@pytest.mark.parametrize(("data", "content_type"), KEPT.values(), ids=KEPT)
def test_a_harmless_file_is_kept_by_what_its_bytes_are(data, content_type):
    assert checked(data).content_type == content_type


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_any_other_file_is_refused(data):
    with pytest.raises(BadInput):
        checked(data)


@pytest.mark.parametrize("name", ["photo", "screenshot", "photo with a page behind it"])
def test_a_picture_loses_all_but_its_pixels(name):
    kept = checked(KEPT[name][0]).data
    with Image.open(BytesIO(kept)) as image:
        assert not image.getexif()
        assert "comment" not in image.info
    assert PLACE.encode() not in kept
    assert b"script" not in kept


def test_a_photo_stays_upright_without_its_metadata():
    with Image.open(BytesIO(checked(photo()).data)) as image:
        assert image.size == (4, 8)


@pytest.mark.parametrize("name", ["see-through", "palette"])
def test_a_picture_stays_see_through(name):
    with Image.open(BytesIO(checked(KEPT[name][0]).data)) as image:
        assert image.mode == "RGBA"


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.sampled_from([*(magic for magic, _ in MAGIC), b"OggS", b""]), st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(start, rest):
    try:
        checked(start + rest)
    except BadInput:
        return


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.integers(0, 300), st.binary(min_size=1, max_size=9))
def test_a_broken_photo_does_no_more_than_be_refused(at, noise):
    data = photo()
    try:
        checked(data[:at] + noise + data[at + len(noise) :])
    except BadInput:
        return
