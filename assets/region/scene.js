// The 3D view: the little WebGL that draws lines, points, surfaces and the cutting plane.

const EDGES = [];
for (let a = 0; a < 8; a++) for (const bit of [1, 2, 4]) if (!(a & bit)) for (const k of [a, a | bit])
  EDGES.push(k & 1 ? 1 : -1, k & 2 ? 1 : -1, k & 4 ? 1 : -1);

const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16) / 255);

class Scene {
  constructor(canvas, camera) {
    this.canvas = canvas;
    this.camera = camera;
    this.gl = canvas.getContext("webgl2", { antialias: true, alpha: true, premultipliedAlpha: true });
    this.meshes = [];
    this.points = { count: 0 };
    this.extra = { count: 0 };
    if (this.gl) this.prepare();
  }
  prepare() {
    const gl = this.gl;
    this.programs = Object.fromEntries(Object.entries(SHADERS).map(([name, [vertex, fragment]]) => {
      const program = gl.createProgram();
      for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
        const shader = gl.createShader(kind);
        gl.shaderSource(shader, text);
        gl.compileShader(shader);
        gl.attachShader(program, shader);
      }
      gl.bindAttribLocation(program, 0, "place");
      gl.linkProgram(program);
      return [name, program];
    }));
    this.edges = this.load(new Float32Array(EDGES), 3);
    this.planeBuffer = this.load(new Float32Array(20), 5);
    this.texture = gl.createTexture();
  }
  load(array, stride) {
    const gl = this.gl, buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, array, gl.STATIC_DRAW);
    return { buffer, count: array.length / stride, stride };
  }
  replace(old, array, stride) {
    if (old?.buffer) this.gl.deleteBuffer(old.buffer);
    return this.load(array, stride);
  }
  // meshes: [{triangles: floats as `surface` gives them, colour, alpha}]
  setMeshes(meshes) {
    for (const mesh of this.meshes) this.gl.deleteBuffer(mesh.buffer);
    this.meshes = meshes.map(mesh => ({ ...this.load(mesh.triangles, 6), colour: rgb(mesh.colour), alpha: mesh.alpha }));
  }
  // Five numbers a point: place in the cube, class, and 0 right, 1 wrong, 2 chosen.
  setPoints(array) { this.points = this.replace(this.points, array, 5); }
  // Lines around the plane and the picture on it; null takes it away.
  setPlane(plane) {
    this.plane = plane;
    if (!plane) return;
    const gl = this.gl, { axis, at, picture, n } = plane, [u, v] = [0, 1, 2].filter(k => k !== axis), corners = [];
    for (const [a, b] of [[-1, -1], [1, -1], [-1, 1], [1, 1]]) {
      const place = [0, 0, 0];
      place[axis] = at; place[u] = a; place[v] = b;
      corners.push(...place, (a + 1) / 2, (b + 1) / 2);
    }
    this.planeBuffer = this.replace(this.planeBuffer, new Float32Array(corners), 5);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, n, n, 0, gl.RGBA, gl.UNSIGNED_BYTE, picture);
    for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, side, gl.LINEAR);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  }
  use(name, object, parts) {
    const gl = this.gl, program = this.programs[name];
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, object.buffer);
    let at = 0;
    for (let i = 0; i < 4; i++) gl.disableVertexAttribArray(i);
    for (const [attribute, size] of parts) {
      const location = gl.getAttribLocation(program, attribute);
      if (location >= 0) {
        gl.enableVertexAttribArray(location);
        gl.vertexAttribPointer(location, size, gl.FLOAT, false, object.stride * 4, at * 4);
      }
      at += size;
    }
    gl.uniformMatrix4fv(gl.getUniformLocation(program, "view"), false, this.matrix);
    return name => gl.getUniformLocation(program, name);
  }
  draw(colours) {
    const gl = this.gl, { canvas } = this, ratio = Math.min(devicePixelRatio || 1, 2);
    const width = Math.round((this.size ?? canvas.clientWidth) * ratio), height = Math.round((this.size ?? canvas.clientHeight) * ratio);
    if (!width || !height) return;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const { matrix, eye } = look(this.camera, width / height);
    this.matrix = matrix;
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.enable(gl.DEPTH_TEST);
    gl.depthMask(true);
    gl.disable(gl.BLEND);
    gl.disable(gl.CULL_FACE);
    gl.uniform3fv(this.use("lines", this.edges, [["place", 3]])("colour"), rgb(colours.line));
    gl.drawArrays(gl.LINES, 0, this.edges.count);
    this.drawPoints(colours, height);
    if (this.plane) {
      this.use("plane", this.planeBuffer, [["place", 3], ["uv", 2]]);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.bindTexture(gl.TEXTURE_2D, this.texture);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
    this.drawMeshes(eye);
  }
  drawPoints(colours, height) {
    const gl = this.gl;
    if (!this.points.count) return;
    const uniform = this.use("points", this.points, [["place", 3], ["kind", 2]]);
    gl.uniform1f(uniform("size"), height / 78);
    gl.uniform3fv(uniform("colours"), colours.classes.slice(0, 8).flatMap(rgb));
    for (const name of ["wrong", "paper", "ink"]) gl.uniform3fv(uniform(name), rgb(colours[name]));
    gl.drawArrays(gl.POINTS, 0, this.points.count);
  }
  // Far sides first, then near sides, without hiding what lies behind.
  drawMeshes(eye) {
    const gl = this.gl;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.depthMask(false);
    gl.enable(gl.CULL_FACE);
    for (const side of [gl.FRONT, gl.BACK]) for (const mesh of this.meshes) if (mesh.count) {
      const uniform = this.use("surface", mesh, [["place", 3], ["normal", 3]]);
      gl.cullFace(side);
      gl.uniform3fv(uniform("colour"), mesh.colour);
      gl.uniform3fv(uniform("eye"), eye);
      gl.uniform1f(uniform("alpha"), mesh.alpha);
      gl.drawArrays(gl.TRIANGLES, 0, mesh.count);
    }
    gl.depthMask(true);
  }
}
