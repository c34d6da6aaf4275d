// What runs on the graphics card: four pairs of small programs.

const SHADERS = {
  surface: [`#version 300 es
    uniform mat4 view; in vec3 place; in vec3 normal; out vec3 n; out vec3 at;
    void main() { n = normal; at = place; gl_Position = view * vec4(place, 1.0); }`,
  `#version 300 es
    precision mediump float; uniform vec3 colour; uniform vec3 eye; uniform float alpha; in vec3 n; in vec3 at; out vec4 c;
    void main() {
      vec3 m = normalize(n), e = normalize(eye - at), light = normalize(eye + vec3(-1.2, 0.6, 2.2));
      float facing = abs(dot(m, e)), lit = 0.62 + 0.38 * abs(dot(m, light));
      c = vec4(colour * lit, alpha + (1.0 - alpha) * 0.55 * pow(1.0 - facing, 2.0));
      c.rgb *= c.a;
    }`],
  points: [`#version 300 es
    uniform mat4 view; uniform float size; uniform vec3 colours[8]; in vec3 place; in vec2 kind; out vec3 col; out float cross_;
    void main() {
      gl_Position = view * vec4(place, 1.0);
      cross_ = kind.y; col = colours[int(kind.x)];
      gl_PointSize = size * (kind.y > 1.5 ? 2.6 : kind.y > 0.5 ? 1.9 : 1.0) * 6.6 / gl_Position.w;
    }`,
  `#version 300 es
    precision mediump float; uniform vec3 wrong; uniform vec3 paper; uniform vec3 ink; in vec3 col; in float cross_; out vec4 c;
    void main() {
      vec2 p = gl_PointCoord * 2.0 - 1.0; float r = length(p);
      if (r > 1.0) discard;
      c = vec4(col, 1.0);
      if (cross_ > 1.5) { c.rgb = r > 0.62 ? ink : col; }
      else if (cross_ > 0.5) {
        float arm = min(abs(p.x - p.y), abs(p.x + p.y));
        if (arm > 0.42) discard;
        c.rgb = arm > 0.25 || r > 0.86 ? paper : wrong;
      } else if (r > 0.78) c.rgb = mix(col, paper, 0.55);
    }`],
  lines: [`#version 300 es
    uniform mat4 view; in vec3 place; void main() { gl_Position = view * vec4(place, 1.0); }`,
  `#version 300 es
    precision mediump float; uniform vec3 colour; out vec4 c; void main() { c = vec4(colour, 1.0); }`],
  plane: [`#version 300 es
    uniform mat4 view; in vec3 place; in vec2 uv; out vec2 at; void main() { at = uv; gl_Position = view * vec4(place, 1.0); }`,
  `#version 300 es
    precision mediump float; uniform sampler2D picture; in vec2 at; out vec4 c; void main() { c = vec4(texture(picture, at).rgb, 1.0) * 0.72; }`],
};
