// Text in pieces, each marked by what became of it. Text only ever enters as textContent.
// A piece with `press` is a button: pressing it, by pointer or key, tells the page its value.
function asButton(piece, value, component) {
  piece.tabIndex = 0
  piece.setAttribute("role", "button")
  const press = () => component.setTriggerValue("pressed", value)
  piece.onclick = press
  piece.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    press()
  }
}

export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".marked")
  for (const [name, value] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, value)
  const pieces = data.pieces.map(({ text, kind, weight, note, press }) => {
    const piece = document.createElement(kind ? "mark" : "span")
    piece.textContent = text
    if (kind) piece.className = kind
    if (weight !== undefined) piece.style.setProperty("--weight", weight)
    if (note) piece.title = note
    if (press) asButton(piece, press, component)
    return piece
  })
  root.replaceChildren(...pieces)
}
