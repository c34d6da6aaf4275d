// Text in pieces, each marked by what became of it. Text only ever enters as textContent.
export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".marked")
  for (const [name, value] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, value)
  const pieces = data.pieces.map(({ text, kind, weight, note }) => {
    const piece = document.createElement(kind ? "mark" : "span")
    piece.textContent = text
    if (kind) piece.className = kind
    if (weight !== undefined) piece.style.setProperty("--weight", weight)
    if (note) piece.title = note
    return piece
  })
  root.replaceChildren(...pieces)
}
