/** What runs on the graphics card. */

const HEAD = "#version 300 es\nprecision highp float;\n";

/** Units per hidden layer up to which a ReLU network's folds are worked out for every pixel. */
export const EXACT_UNITS = 8;

const SURFACE_VERTEX = `in vec3 place; in vec3 normal; uniform mat4 view; uniform float onFloor; out vec3 p; out vec3 n;
void main() {
  p = place; n = normal;
  gl_Position = view * vec4(onFloor > 0.5 ? vec3(place.xy, -1.0) : place, 1.0);
}`;

// exactly: the normal and the folds of the surface are those of the network's two layers of ReLUs themselves.
const SURFACE_FRAGMENT = `in vec3 p; in vec3 n; out vec4 c;
uniform vec3 base, high, light, eye, low, span; uniform float alpha, cutAt; uniform int cutAxis;
uniform int mode, n1, n2; uniform vec4 A[8]; uniform float B[64], D[8], E[8];
vec3 exactly(out float fold) {
  vec3 x = low + (p + 1.0) * 0.5 * span, g = vec3(0.0); float z[8], w[8], sum[8], gate[8]; fold = 0.0;
  for (int i = 0; i < n1; i++) z[i] = dot(A[i].xyz, x) + A[i].w;
  for (int j = 0; j < n2; j++) {
    sum[j] = D[j];
    for (int i = 0; i < n1; i++) sum[j] += B[8 * j + i] * max(z[i], 0.0);
    gate[j] = sum[j] > 0.0 ? E[j] : 0.0;
  }
  for (int i = 0; i < n1; i++) {
    w[i] = 0.0;
    for (int j = 0; j < n2; j++) w[i] += gate[j] * B[8 * j + i];
    if (z[i] > 0.0) g += w[i] * A[i].xyz;
  }
  float size = max(length(g), 1e-5);
  for (int i = 0; i < n1; i++) {
    float k = clamp(abs(w[i]) * length(A[i].xyz) / size * 1.3, 0.0, 1.0);
    fold = max(fold, k * (1.0 - smoothstep(0.5, 1.5, abs(z[i]) / max(fwidth(z[i]), 1e-6))));
  }
  for (int j = 0; j < n2; j++) {
    vec3 turn = vec3(0.0);
    for (int i = 0; i < n1; i++) if (z[i] > 0.0) turn += B[8 * j + i] * A[i].xyz;
    float k = clamp(abs(E[j]) * length(turn) / size * 1.3, 0.0, 1.0);
    fold = max(fold, k * (1.0 - smoothstep(0.5, 1.5, abs(sum[j]) / max(fwidth(sum[j]), 1e-6))));
  }
  return g * span / size;
}
void main() {
  float fold = 0.0;
  vec3 m = mode == 2 ? exactly(fold) : mode == 1 ? cross(dFdx(p), dFdy(p)) : n;
  m = normalize(m);
  vec3 a = abs(p); float most = max(a.x, max(a.y, a.z)); bool face = most > 0.9965;
  if (face) { m = vec3(a.x == most ? sign(p.x) : 0.0, a.y == most ? sign(p.y) : 0.0, a.z == most ? sign(p.z) : 0.0); fold = 0.0; }
  vec3 toEye = normalize(eye - p);
  if (dot(m, toEye) < 0.0) m = -m;
  float lit = dot(m, light), rim = pow(1.0 - max(dot(m, toEye), 0.0), 2.5);
  vec3 colour = mix(base * 0.36, base, smoothstep(-0.55, 0.55, lit));
  colour = mix(colour, high, smoothstep(0.35, 1.05, lit) * 0.62 + rim * 0.16) * (1.0 + 0.05 * p.z);
  if (face) colour = mix(colour, mix(base, high, 0.42), 0.55);
  colour = mix(colour, mix(base * 0.3, high, 0.12), fold * 0.62);
  if (cutAxis >= 0) {
    float away = abs(p[cutAxis] - cutAt) / max(fwidth(p[cutAxis]), 1e-5);
    colour = mix(colour, high, 0.92 * (1.0 - smoothstep(0.8, 1.8, away)));
  }
  c = vec4(colour, 1.0) * alpha;
}`;

// A shadow, a unit's sheet: a program of its own, for the long one above takes a processor a second to compile.
const PLAIN_FRAGMENT = `in vec3 p; in vec3 n; out vec4 c; uniform vec4 plain;
void main() { c = vec4(plain.rgb * plain.a, plain.a); }`;

const POINT_VERTEX = `in vec4 place; uniform mat4 view; uniform float size; flat out int kind; flat out int state;
void main() {
  kind = int(mod(place.w, 16.0)); state = int(place.w / 16.0);
  gl_Position = view * vec4(place.xyz, 1.0);
  gl_Position.z -= 0.004;
  gl_PointSize = size * (state == 2 ? 3.0 : state == 1 ? 2.3 : 1.0) * 7.2 / gl_Position.w;
}`;

// A class is told by shape as well as colour: disc, square, triangle, diamond. A wrong point is a cross, a chosen one ringed.
const POINT_FRAGMENT = `flat in int kind; flat in int state; out vec4 c;
uniform vec3 colours[8], rim, ink; uniform float alpha;
float away(vec2 q) {
  int shape = kind - 4 * (kind / 4);
  if (shape == 1) return max(abs(q.x), abs(q.y)) * 1.18;
  if (shape == 2) return max(abs(q.x) * 0.95 + q.y * -0.55, q.y * 1.1) + 0.18;
  if (shape == 3) return (abs(q.x) + abs(q.y)) * 0.95;
  return length(q);
}
void main() {
  vec2 q = gl_PointCoord * 2.0 - 1.0; vec3 own = colours[kind];
  if (state == 1) {
    vec2 r = abs(vec2(q.x + q.y, q.x - q.y)) * 0.7071; float arm = min(r.x, r.y), end = max(r.x, r.y), e = fwidth(arm);
    float outer = (1.0 - smoothstep(0.42 - e, 0.42 + e, arm)) * (1.0 - smoothstep(0.95, 1.0, end));
    float inner = (1.0 - smoothstep(0.2 - e, 0.2 + e, arm)) * (1.0 - smoothstep(0.74, 0.8, end));
    c = vec4(mix(rim, own * 0.78, inner), 1.0) * outer * mix(1.0, alpha, 0.6);
  } else {
    float d = state == 2 ? length(q) : away(q), e = fwidth(d);
    float inner = 1.0 - smoothstep(0.72 - e, 0.72 + e, d), outer = 1.0 - smoothstep(0.97 - e, 0.97 + e, d);
    float core = state == 2 ? 1.0 - smoothstep(0.42 - e, 0.42 + e, d) : inner;
    vec3 colour = state == 2 ? mix(mix(ink, rim, inner), own, core) : mix(rim, own, inner);
    c = vec4(colour, 1.0) * outer * (state == 2 ? 1.0 : alpha);
  }
  if (c.a < 0.02) discard;
}`;

/** @type {Record<string, [string, string]>} */
export const SHADERS = {
  surface: [HEAD + SURFACE_VERTEX, HEAD + SURFACE_FRAGMENT],
  plain: [HEAD + SURFACE_VERTEX, HEAD + PLAIN_FRAGMENT],
  points: [HEAD + POINT_VERTEX, HEAD + POINT_FRAGMENT]
};
