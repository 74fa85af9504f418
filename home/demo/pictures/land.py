"""What stands in a landscape. Each function draws one thing on a canvas in a given light."""

from itertools import pairwise
from math import cos, pi, sin

from .canvas import HEIGHT, WIDTH, along, mix


def sky(canvas, light, rng, sun_x, sun_y):
    canvas.shade(light.sky, 0, 620)
    canvas.glow([(sun_x, sun_y, 430, 190), (sun_x, sun_y, 150, 130)], light.sun, blur=120, strength=0.6)
    canvas.ellipse(sun_x, sun_y, 44, 44, light.sun)
    if light.stars:
        _stars(canvas, light, rng)
    else:
        _clouds(canvas, light, rng)


def _stars(canvas, light, rng):
    for _ in range(90):
        size = rng.choice((0.9, 1.1, 1.6))
        canvas.ellipse(rng.uniform(0, WIDTH), rng.uniform(0, 380), size, size, mix(light.sky[-1], light.sun, 0.8))


def _clouds(canvas, light, rng):
    for _ in range(3):
        x, y = rng.uniform(0, WIDTH), rng.uniform(80, 330)
        stripes = [
            (x + rng.uniform(-190, 190), y + rng.uniform(-16, 16), rng.uniform(110, 260), rng.uniform(7, 17))
            for _ in range(5)
        ]
        canvas.glow(stripes, mix(light.sky[-1], (255, 255, 255), 0.45), blur=15, strength=0.5)


def ridge(rng, y, height, length):
    """The upper edge of a hill from left to right: a few waves, each shorter and lower."""
    waves = [(height / n, length / n**1.4, rng.uniform(0, 2 * pi)) for n in (1, 2, 4)]
    return [(x, y + sum(a * sin(2 * pi * x / w + p) for a, w, p in waves)) for x in range(-20, WIDTH + 41, 20)]


def closed(edge):
    return [*edge, (WIDTH + 20, HEIGHT + 10), (-20, HEIGHT + 10)]


def height_at(edge, x):
    return edge[min(max(round((x + 20) / 20), 0), len(edge) - 1)][1]


def hills(canvas, light, rng, top=452, count=4):
    """Hills in the distance, each nearer one darker and with mist at its foot. Returns the edge of the nearest."""
    for i in range(count):
        edge = ridge(rng, top + i * 40, 21 - 3 * i, 1700 - 260 * i)
        shade = mix(light.far, light.near, (i + 0.4) / (count + 0.8))
        highest = min(y for _, y in edge)
        canvas.shade((shade, mix(shade, light.sky[-1], 0.35)), highest, highest + 190, closed(edge))
        if i >= count - 2:
            _treeline(canvas, rng, edge, mix(shade, light.dark, 0.25 + 0.15 * (i - count + 2)))
    return edge


def _treeline(canvas, rng, edge, shade):
    """Small woods along a ridge, with gaps."""
    x = rng.uniform(-60, 160)
    while x < WIDTH:
        end = x + rng.uniform(70, 300)
        while x < end:
            _small_tree(canvas, rng, x, height_at(edge, x) + 3, shade)
            x += rng.uniform(5, 13)
        x += rng.uniform(90, 320)


def _small_tree(canvas, rng, x, y, shade):
    high, wide = rng.uniform(12, 30), rng.uniform(6, 11)
    if rng.random() < 0.45:
        canvas.polygon([(x - wide * 0.7, y), (x, y - high * 1.25), (x + wide * 0.7, y)], shade)
    else:
        canvas.ellipse(x, y - high * 0.45, wide, high * 0.55, shade)


def heath(canvas, light, rng, top=600):
    """The flowering foreground: tufts that grow towards the viewer."""
    edge = ridge(rng, top, 14, 1500)
    canvas.shade((light.heather[3], light.heather[2], light.heather[0]), top - 40, HEIGHT, closed(edge))
    y = top + 2
    while y < HEIGHT + 40:
        depth = (y - top) / (HEIGHT - top)
        _row_of_tufts(canvas, light, rng, edge, y, depth)
        y += 8 + 22 * depth
    return edge


def _row_of_tufts(canvas, light, rng, edge, y, depth):
    size, x = 4 + 19 * depth, -20
    while x < WIDTH + 30:
        low = max(y, height_at(edge, x) + 4) + rng.uniform(-size, size) * 0.5
        _tuft(canvas, light, rng, x, low, size * rng.uniform(0.7, 1.2), depth)
        x += size * rng.uniform(1.5, 4)


def _tuft(canvas, light, rng, x, y, size, depth):
    """A bush: a dark foot, a bloom above it, a few brighter heads."""
    bloom = mix(
        rng.choice(light.heather[1:4] if rng.random() < 0.9 else light.heather[4:]),
        light.heather[0],
        0.15 + 0.3 * depth,
    )
    canvas.ellipse(x, y + size * 0.35, size * 1.25, size * 0.55, mix(bloom, light.heather[0], 0.45))
    canvas.ellipse(x, y, size, size * 0.6, bloom)
    if depth > 0.15:
        for side in (-0.42, 0.38):
            canvas.ellipse(
                x + size * side, y - size * 0.34, size * 0.38, size * 0.36, mix(bloom, light.heather[3], 0.3)
            )


def path(canvas, light, rng, top=604):
    """A sandy path from the foreground to the horizon."""
    goal, start, swing = rng.uniform(640, 1000), rng.uniform(500, 1100), rng.choice((-1, 1)) * rng.uniform(130, 230)
    left, right = [], []
    for i in range(41):
        t = i / 40
        x = goal + (start - goal) * t + swing * sin(pi * 1.35 * t) * t
        half = 3 + 175 * t**2.2
        left.append((x - half, top + (HEIGHT + 10 - top) * t))
        right.append((x + half * 1.05, top + (HEIGHT + 10 - top) * t))
    canvas.shade((mix(light.path, light.heather[2], 0.25), light.path), top, HEIGHT, left + right[::-1])


def junipers(canvas, light, rng, count=9, top=612):
    """The dark columns that stand in every heath."""
    for y in sorted(rng.uniform(top, 800) for _ in range(count)):
        grown = 0.45 + 1.15 * (y - top + 10) / 200
        x = rng.choice((rng.uniform(40, 620), rng.uniform(980, WIDTH - 40)))
        juniper(canvas, light, rng, x, y, rng.uniform(80, 125) * grown)


def juniper(canvas, light, rng, x, y, high):
    wide = high * rng.uniform(0.15, 0.2)
    canvas.ellipse(x + wide * 0.6, y, wide * 1.7, high * 0.05, mix(light.heather[0], light.dark, 0.55))
    dark, bright = light.dark, mix(light.dark, light.leaves[3], 0.5)
    canvas.polygon(_flame(x, y, wide, high), dark)
    canvas.polygon(_flame(x - wide * 0.25, y - high * 0.04, wide * 0.5, high * 0.86), mix(dark, bright, 0.6))


def _flame(x, y, wide, high):
    """The outline of a juniper: round at the foot, pointed at the top."""
    steps = [i / 24 for i in range(25)]
    bulge = [(t, wide * (sin(pi * min(1, t * 1.12 + 0.1)) ** 0.8 if t < 0.8 else (1 - t) * 2.6)) for t in steps]
    return [(x - w, y - high * t) for t, w in bulge] + [(x + w, y - high * t) for t, w in reversed(bulge)]


def birches(canvas, light, rng, count=3, bare=False):
    """Birches at one side of the picture, leaning a little."""
    side = rng.choice((0, 1))
    for i in range(count):
        x = rng.uniform(60, 330) if side == 0 else rng.uniform(WIDTH - 330, WIDTH - 60)
        birch(canvas, light, rng, x, rng.uniform(700, 770) + 22 * i, rng.uniform(440, 590), bare)


def birch(canvas, light, rng, x, y, high, bare=False):
    lean = rng.uniform(-34, 34)
    top = (x + lean, y - high)
    if not bare:
        _crown(canvas, light, rng, x + lean * 0.8, y - high * 0.78, high, back=True)
    width = high * 0.024
    trunk = [(x - width, y), (top[0] - 1.5, top[1]), (top[0] + 1.5, top[1]), (x + width, y)]
    canvas.polygon(trunk, light.bark)
    canvas.polygon(
        [(x + width * 0.25, y), (top[0] + 0.5, top[1]), (top[0] + 1.5, top[1]), (x + width, y)],
        mix(light.bark, light.dark, 0.28),
    )
    _bark_marks(canvas, light, rng, x, y, high, lean, width)
    _branches(canvas, light, rng, x, y, high, lean, bare)
    if not bare:
        _crown(canvas, light, rng, x + lean * 0.8, y - high * 0.78, high, back=False)


def _bark_marks(canvas, light, rng, x, y, high, lean, width):
    for _ in range(13):
        t = rng.uniform(0.02, 0.75)
        half = width * (1 - t) * rng.uniform(0.35, 0.95)
        canvas.ellipse(x + lean * t, y - high * t, half, 2.2, mix(light.dark, light.bark, 0.15))


def _branches(canvas, light, rng, x, y, high, lean, bare):
    for _ in range(26 if bare else 9):
        t = rng.uniform(0.38, 0.97)
        reach = (1.1 - t) * high * rng.uniform(0.25, 0.55) * rng.choice((-1, 1))
        sx, sy = x + lean * t, y - high * t
        bend = [(sx, sy), (sx + reach * 0.6, sy - abs(reach) * 0.5), (sx + reach, sy - abs(reach) * 0.28)]
        canvas.line(bend, mix(light.dark, light.bark, 0.2), 1.6 if bare else 2)


def _crown(canvas, light, rng, x, y, high, back):
    """Leaves as small drops that hang in clusters; the rear ones are darker."""
    for _ in range(24 if back else 17):
        cx, cy = x + rng.gauss(0, high * 0.13), y + rng.gauss(0, high * 0.14)
        shade = rng.choice(light.leaves)
        shade = mix(shade, light.dark, 0.3) if back else shade
        for _ in range(7):
            size = rng.uniform(5, 12)
            canvas.ellipse(cx + rng.gauss(0, 17), cy + rng.gauss(0, 21), size * 0.8, size, shade)


def river(canvas, light, rng, top=585):
    """Wide water in meadows: it mirrors the sky."""
    canvas.shade(
        (mix(light.near, light.leaves[1], 0.55), mix(light.near, light.leaves[0], 0.3)),
        top,
        HEIGHT,
        closed(ridge(rng, top, 7, 1700)),
    )
    left, right = [], []
    for i in range(41):
        t = i / 40
        x = 830 + 330 * sin(2.2 * pi * t + 0.4) * (0.25 + t) * 0.6
        half = 26 + 520 * t**1.5
        left.append((x - half, top + 8 + (HEIGHT - top) * t))
        right.append((x + half, top + 8 + (HEIGHT - top) * t))
    canvas.shade(tuple(reversed(light.sky[-3:])), top, HEIGHT, left + right[::-1])
    _ripples(canvas, light, rng, top, left, right)
    _reeds(canvas, light, rng)


def _ripples(canvas, light, rng, top, left, right):
    for _ in range(46):
        i = rng.randrange(3, 40)
        (a, y), (b, _) = left[i], right[i]
        x, length = rng.uniform(a, b), rng.uniform(20, 130) * i / 40
        shade = mix(along(light.sky[-3:], 1 - i / 40), light.sun, 0.5)
        canvas.line([(max(a, x - length), y), (min(b, x + length), y)], shade, 0.8 + 1.6 * i / 40)


def _reeds(canvas, light, rng):
    for _ in range(150):
        x = rng.choice((rng.gauss(40, 90), rng.gauss(WIDTH - 50, 100)))
        high = rng.uniform(60, 190)
        tip = (x + rng.uniform(-26, 26), HEIGHT + 10 - high)
        canvas.line([(x, HEIGHT + 10), tip], mix(light.dark, rng.choice(light.leaves), 0.45), 2.4)
        if rng.random() < 0.3:
            canvas.ellipse(*tip, 4, 13, mix(light.dark, light.heather[4], 0.5))


def fields(canvas, light, rng, top=560):
    """Rows of beet and grain that run to the horizon."""
    horizon = rng.uniform(620, 980)
    edge = ridge(rng, top, 8, 1700)
    canvas.shade((mix(light.near, light.leaves[2], 0.6), light.leaves[0]), top - 20, HEIGHT, closed(edge))
    starts = [-2600 + i * 130 for i in range(52)]
    for i, (a, b) in enumerate(pairwise(starts)):
        shades = (
            (light.leaves[i % 2], light.leaves[3])
            if (i // 9) % 2
            else (light.path, mix(light.path, light.leaves[1], 0.5))
        )
        shade = mix(shades[i % 2], light.near, 0.18)
        lines = [
            (horizon + (a - horizon) * 0.06, top + 6),
            (horizon + (b - horizon) * 0.06, top + 6),
            (b, HEIGHT + 10),
            (a, HEIGHT + 10),
        ]
        canvas.polygon(lines, shade)
    hedge = mix(light.near, light.dark, 0.45)
    for x in range(-10, WIDTH + 20, 13):
        canvas.ellipse(x, top + 4 + rng.uniform(-3, 3), 13, rng.uniform(6, 15), hedge)


def mill(canvas, light, rng, x=1130, y=640, high=300):
    """A smock mill with four sails."""
    body, roof = mix(light.bark, light.near, 0.35), mix(light.dark, light.near, 0.2)
    base, waist = high * 0.24, high * 0.13
    canvas.polygon([(x - base, y), (x - waist, y - high * 0.7), (x + waist, y - high * 0.7), (x + base, y)], body)
    canvas.polygon(
        [(x + base * 0.15, y), (x + waist * 0.15, y - high * 0.7), (x + waist, y - high * 0.7), (x + base, y)],
        mix(body, light.dark, 0.32),
    )
    canvas.polygon(
        [
            (x - waist * 1.25, y - high * 0.68),
            (x - waist * 0.6, y - high * 0.86),
            (x + waist * 0.6, y - high * 0.86),
            (x + waist * 1.25, y - high * 0.68),
        ],
        roof,
    )
    canvas.polygon(
        [
            (x - base * 1.5, y - high * 0.21),
            (x + base * 1.5, y - high * 0.21),
            (x + base * 1.5, y - high * 0.19),
            (x - base * 1.5, y - high * 0.19),
        ],
        roof,
    )
    for level in (0.1, 0.36, 0.54):
        canvas.polygon(
            [
                (x - 9, y - high * level),
                (x - 9, y - high * level - 20),
                (x + 9, y - high * level - 20),
                (x + 9, y - high * level),
            ],
            roof,
        )
    _sails(canvas, light, x, y - high * 0.76, high * 0.62, rng.uniform(0.2, 0.5))


def _sails(canvas, light, x, y, long, turn):
    for i in range(4):
        angle = turn + i * pi / 2
        dx, dy = sin(angle + pi / 2), sin(angle)
        tip, ox, oy = (x + dx * long, y + dy * long), -dy * 26, dx * 26
        near = (x + dx * long * 0.2, y + dy * long * 0.2)
        canvas.polygon(
            [near, tip, (tip[0] + ox, tip[1] + oy), (near[0] + ox, near[1] + oy)], mix(light.bark, light.far, 0.25)
        )
        for part in (0.2, 0.36, 0.52, 0.68, 0.84, 1):
            at = (x + dx * long * part, y + dy * long * part)
            canvas.line([at, (at[0] + ox, at[1] + oy)], light.dark, 1.6)
        canvas.line([(x, y), tip], light.dark, 5)
    canvas.ellipse(x, y, 8, 8, light.dark)


def town(canvas, light, rng, y=640):
    """A row of gabled brick houses, one a step gable, one timbered."""
    x = -30
    while x < WIDTH + 20:
        wide, high = rng.uniform(92, 150), rng.uniform(140, 235)
        brick = mix(rng.choice(_BRICKS), light.near, 0.3)
        brick = mix(brick, light.sky[-1], 0.12)
        rng.choice((_step_gable, _pointed_house, _pointed_house))(canvas, light, rng, x, y, wide, high, brick)
        x += wide + rng.choice((0, 0, 3, 16))


_BRICKS = ((168, 84, 66), (186, 104, 80), (146, 74, 66), (203, 132, 96), (214, 190, 158))


def _pointed_house(canvas, light, rng, x, y, wide, high, brick):
    roof = mix(brick, light.dark, 0.5)
    canvas.polygon([(x, y), (x, y - high * 0.62), (x + wide, y - high * 0.62), (x + wide, y)], brick)
    canvas.polygon([(x - 6, y - high * 0.61), (x + wide / 2, y - high * 1.06), (x + wide + 6, y - high * 0.61)], roof)
    canvas.polygon(
        [(x + 7, y - high * 0.61), (x + wide / 2, y - high * 0.97), (x + wide - 7, y - high * 0.61)],
        mix(brick, light.bark, 0.16),
    )
    if brick[1] > 120:
        _timbers(canvas, roof, x, y, wide, high)
    _windows(canvas, light, rng, x, y, wide, high * 0.6)


def _timbers(canvas, shade, x, y, wide, high):
    for i in range(5):
        canvas.line([(x + wide * i / 4, y), (x + wide * i / 4, y - high * 0.61)], shade, 4)
    for part in (0.3, 0.61):
        canvas.line([(x, y - high * part), (x + wide, y - high * part)], shade, 4)
    canvas.line([(x, y - high * 0.3), (x + wide / 4, y - high * 0.61)], shade, 3)
    canvas.line([(x + wide, y - high * 0.3), (x + wide * 0.75, y - high * 0.61)], shade, 3)


def _step_gable(canvas, light, rng, x, y, wide, high, brick):
    canvas.polygon([(x, y), (x, y - high * 0.66), (x + wide, y - high * 0.66), (x + wide, y)], brick)
    for i in range(5):
        inset, level = wide * 0.1 * i, high * (0.66 + 0.09 * i)
        canvas.polygon(
            [
                (x + inset, y - level + 30),
                (x + inset, y - level - high * 0.09),
                (x + wide - inset, y - level - high * 0.09),
                (x + wide - inset, y - level + 30),
            ],
            brick,
        )
        canvas.polygon(
            [
                (x + inset, y - level - high * 0.09),
                (x + inset, y - level - high * 0.09 - 4),
                (x + wide - inset, y - level - high * 0.09 - 4),
                (x + wide - inset, y - level - high * 0.09),
            ],
            mix(brick, light.dark, 0.35),
        )
    _windows(canvas, light, rng, x, y, wide, high * 0.8)


def _windows(canvas, light, rng, x, y, wide, high):
    lit, dim = mix(light.sun, (255, 205, 120), 0.35), mix(light.dark, light.far, 0.35)
    columns, rows = (3, 3) if wide > 115 else (2, 3)
    for row in range(rows):
        for column in range(columns):
            cx, cy = x + wide * (column + 0.5) / columns, y - high * (row + 0.45) / rows
            shade = lit if rng.random() < (0.55 if light.stars else 0.2) else dim
            canvas.polygon([(cx - 8, cy + 13), (cx - 8, cy - 13), (cx + 8, cy - 13), (cx + 8, cy + 13)], shade)


def meadow(canvas, light, rng, top=636):
    """Plain grass for a foreground that should be quiet."""
    canvas.shade(
        (mix(light.near, light.leaves[2], 0.55), mix(light.near, light.leaves[3], 0.4)),
        top,
        HEIGHT,
        closed(ridge(rng, top, 6, 1900)),
    )
    for _ in range(260):
        depth = rng.random()
        x, y = rng.uniform(0, WIDTH), top + 14 + (HEIGHT - top) * depth
        canvas.line([(x, y), (x + rng.uniform(-5, 5), y - 5 - 13 * depth)], rng.choice(light.leaves), 1.2 + depth)


def sheep(canvas, light, rng, count=9, top=650):
    """A small flock of moorland sheep: grey fleece, dark head."""
    centre = rng.uniform(520, 1080)
    for y in sorted(rng.uniform(top, top + 70) for _ in range(count)):
        x, size = centre + rng.gauss(0, 150), 13 + (y - top) * 0.14
        fleece, head, turn = mix(light.bark, light.far, 0.35), mix(light.dark, (30, 26, 28), 0.5), rng.choice((-1, 1))
        for leg in (-0.55, -0.25, 0.3, 0.6):
            canvas.line([(x + size * leg, y), (x + size * leg, y + size * 0.75)], head, 2.2)
        canvas.ellipse(x, y, size, size * 0.62, fleece)
        canvas.ellipse(x - size * 0.2, y - size * 0.2, size * 0.6, size * 0.34, mix(fleece, (255, 255, 255), 0.35))
        canvas.ellipse(x + turn * size * 1.02, y - size * 0.22, size * 0.32, size * 0.24, head)


def bridge(canvas, light, rng, y=640):
    """A long bridge on low arches, for the ways that lead here from elsewhere."""
    stone, shade = mix(light.bark, light.near, 0.3), mix(light.near, light.dark, 0.5)
    outline = [(-10, y + 40), (-10, y - 52), (WIDTH + 10, y - 52), (WIDTH + 10, y + 40)]
    for x in range(1440, 0, -320):
        outline += [(x + 130 * cos(pi * i / 20), y + 40 - 74 * sin(pi * i / 20)) for i in range(21)]
    canvas.polygon(outline, stone)
    canvas.polygon([(-10, y - 62), (WIDTH + 10, y - 62), (WIDTH + 10, y - 50), (-10, y - 50)], shade)
    canvas.line([(-10, y - 82), (WIDTH + 10, y - 82)], shade, 3)
    for x in range(0, WIDTH, 40):
        canvas.line([(x, y - 82), (x, y - 60)], shade, 3)
