"""What a room may hold, and how fast it may be asked."""

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0, 1, i, l, o
CODE_LENGTH = 7  # 31 ** 7 codes: 34 bits
STUDENTS = 400  # in one room
ROOMS = 300  # in one process
LISTENERS = 1_000  # streams in one process
ROOM_LISTENERS = STUDENTS + 10  # streams of one room
OWN_LISTENERS = 3  # streams of one browser: a tab that was left behind may still have one
MESSAGE = 16_000  # bytes of one message
MESSAGE_SECONDS = 10.0  # in which it must have come
ANSWER = 120  # characters of one answer, or of one place
FEWEST_SHOWN = 4  # with fewer answers only their number is told
STUDENT_AWAY = 45.0  # seconds without a word
ROOM_ENDS = 3 * 3600.0  # seconds without its teacher
WRONG_CODES = 60  # that one address may try within a minute: a class behind one router, with a slip on the blackboard
ALL_WRONG_CODES = 600  # that everybody together may
ROOMS_OPENED = 10  # that one address may open within a minute
MESSAGES = 30.0  # per second and sender
STUDENTS_MET = 2 * STUDENTS  # that may join from one address within a minute
