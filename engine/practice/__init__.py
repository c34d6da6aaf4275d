"""The exercise on Reuters: what is asked, how an answer is judged, and the script that grows from the answers.

Nothing a learner types is ever executed. It is read into plain values (`reading`), judged against small tables of
what Keras has (`signatures`) and step by step (`loading`, `vectors`, `network`, `compiling`, `fitting`), and only a
`Design` made of numbers and known names reaches a worker (`training`).
"""
