"""The exercise on Reuters: what is asked, how an answer is judged, and the script that grows from the answers.

Nothing a learner types is ever executed. It is read (`reading`), carried out by rules of our own on a handful of made
newswires (`interpreter`) and judged step by step (`loading`, `vectorising`, `architecture`, `compiling`, `fitting`,
`evaluating`), and only a `Design` made of numbers and known names reaches a worker (`training`).
"""
