"""Posts in the project's own words: one that goes through the whole act, four to try a model on, and a sentence."""

READY = {
    "Medicine": (
        "For three weeks I have had a dull headache and a stiff neck in the morning. My doctor first suspected "
        "migraine and prescribed tablets, but they upset my stomach and the pain came back. Now she wants to do a "
        "blood test to rule out an infection. Has any patient here had similar symptoms, and did a change of diet or "
        "treatment help?"
    ),
    "Space": (
        "The probe will fire its engine for nineteen minutes and, if all goes well, slip into orbit around the moon. "
        "From there it can photograph the poles, where ice may hide in craters that the sun never reaches. What I "
        "would like to know is how the launch window was chosen, and whether the fuel left over allows a second "
        "mission."
    ),
    "Cars": (
        "My old sedan pulls to the left whenever I brake hard. The dealer changed the pads and aligned the front "
        "wheels, yet after a hundred miles it does it again. The tires are new and the oil was changed in spring. "
        "Should I have the transmission looked at as well, or is a sticking caliper the more likely culprit?"
    ),
    "Electronics": (
        "I am building a small amplifier on a breadboard and the output hums at twice the mains frequency. The "
        "supply is a transformer with a bridge rectifier and one large capacitor. Would a voltage regulator cure it, "
        "or is my ground wiring the problem? The circuit draws about half an amp at twelve volts."
    ),
}
LESSON = READY["Cars"]
SENTENCE = (
    "The 2 engines weren't failing at all: NASA's engineers had simply measured them in the wrong units! "
    "See http://example.org for their e-mail."
)
OWN = (*READY.values(), SENTENCE)
