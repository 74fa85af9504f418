"""Palettes: what the hour and the season do to sky, distance and heather."""

from dataclasses import dataclass

from .canvas import colour


@dataclass(frozen=True)
class Light:
    sky: tuple
    far: tuple
    near: tuple
    heather: tuple
    leaves: tuple
    bark: tuple
    sun: tuple
    path: tuple
    dark: tuple
    stars: bool = False


def _light(sky, far, near, heather, leaves, bark, sun, path, dark, stars=False):
    many = [tuple(colour(code) for code in codes.split()) for codes in (sky, heather, leaves)]
    one = [colour(code) for code in (far, near, bark, sun, path, dark)]
    return Light(many[0], one[0], one[1], many[1], many[2], one[2], one[3], one[4], one[5], stars)


LIGHTS = {
    "morning": _light(
        sky="#7fa6bd #b9cdd0 #f0e2cd #f9d9b5",
        far="#c9c6cc",
        near="#5f6b57",
        heather="#6d4a72 #8a5f8c #a97aa6 #c59bbd #7a6a4f",
        leaves="#8b9a54 #a5ad66 #c0bf7d #74884b",
        bark="#f5efe4",
        sun="#fff3d6",
        path="#ecdcbd",
        dark="#3b4438",
    ),
    "day": _light(
        sky="#4f93bf #8fbfda #cfe3e8 #f2eee0",
        far="#a9c3cc",
        near="#4c6b4a",
        heather="#6f3c74 #8c4c8d #aa66a6 #c787bd #6c7440",
        leaves="#6f9443 #8aab52 #a7c066 #5a7f3c",
        bark="#faf7ef",
        sun="#fffbe9",
        path="#efe1c1",
        dark="#2d4133",
    ),
    "evening": _light(
        sky="#33396f #7a5288 #d97f7c #f6b073 #fde0a6",
        far="#c98a83",
        near="#3c2b4b",
        heather="#3f2249 #5b2f62 #7d4379 #a35c86 #4a3a3f",
        leaves="#5f4a3f #7b5c41 #9a7043 #4a3b3c",
        bark="#e9c9b4",
        sun="#fff0c4",
        path="#e0ad87",
        dark="#261d37",
    ),
    "night": _light(
        sky="#0f1738 #1f2f5e #41568a #7f8fb4",
        far="#5c6f9a",
        near="#16203f",
        heather="#1d1f45 #2c2a58 #40386c #5a4d82 #20304a",
        leaves="#2c3d58 #37496a #455a7b #233350",
        bark="#b9c3da",
        sun="#f4f1de",
        path="#8b96b5",
        dark="#0c1430",
        stars=True,
    ),
    "autumn": _light(
        sky="#8fa9b3 #c4cfc9 #ece3cb #f3d9ae",
        far="#bdb7a8",
        near="#6b5a38",
        heather="#6b4138 #87533f #a46a45 #bf8a55 #6e5f39",
        leaves="#c98a2e #dda43c #e9bd58 #b06f2a",
        bark="#f6eedf",
        sun="#fff4d4",
        path="#ead3a4",
        dark="#47402a",
    ),
    "winter": _light(
        sky="#9db4c9 #c5d3df #e4eaee #f6efe6",
        far="#c6d2dc",
        near="#8c9fae",
        heather="#c2ccd8 #d3dae3 #e3e7ec #b2a9b8 #f1f3f5",
        leaves="#dfe6ec #eef1f3 #cfd9e2 #c2cdd8",
        bark="#fbfaf6",
        sun="#fff8e6",
        path="#f7f6f2",
        dark="#536678",
    ),
    "spring": _light(
        sky="#6fb0d0 #a9d3df #dcebdd #f6f1d8",
        far="#b4cfc0",
        near="#5f8a4b",
        heather="#6f8f4a #86a653 #a2bd63 #bfd07e #7a7a45",
        leaves="#8fbf4d #a9d162 #c4e07f #77a83f",
        bark="#fdfaf1",
        sun="#fffbe3",
        path="#f0e4c2",
        dark="#35513a",
    ),
}
