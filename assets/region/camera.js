// From places in the cube to places in the picture.

function multiply(a, b) {
  const m = new Float32Array(16);
  for (let c = 0; c < 4; c++) for (let r = 0; r < 4; r++) for (let k = 0; k < 4; k++) m[4 * c + r] += a[4 * k + r] * b[4 * c + k];
  return m;
}

// The cube stands a little above the middle, since its lowest corner comes nearest. Where the eye is, and the matrix that takes the cube to the picture. The third axis points up.
function look(camera, aspect) {
  const { yaw, pitch, distance } = camera, cp = Math.cos(pitch);
  const back = [cp * Math.cos(yaw), cp * Math.sin(yaw), Math.sin(pitch)];
  const right = [-Math.sin(yaw), Math.cos(yaw), 0];
  const up = [-Math.sin(pitch) * Math.cos(yaw), -Math.sin(pitch) * Math.sin(yaw), cp];
  const turn = new Float32Array([right[0], up[0], back[0], 0, right[1], up[1], back[1], 0, right[2], up[2], back[2], 0, 0, 0.14, -distance, 1]);
  const f = 3.5 * Math.min(1, aspect), near = 0.5, far = 30;
  const lens = new Float32Array([f / aspect, 0, 0, 0, 0, f, 0, 0, 0, 0, (far + near) / (near - far), -1, 0, 0, 2 * far * near / (near - far), 0]);
  return { matrix: multiply(lens, turn), eye: back.map(v => v * distance) };
}

// A place in the cube to pixels of the picture, and how far away it is.
function project(matrix, [x, y, z], width, height) {
  const at = r => matrix[r] * x + matrix[4 + r] * y + matrix[8 + r] * z + matrix[12 + r], w = at(3);
  return { x: (at(0) / w + 1) / 2 * width, y: (1 - at(1) / w) / 2 * height, depth: w };
}
