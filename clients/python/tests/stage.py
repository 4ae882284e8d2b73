"""A driver without a network and without time: a test says what each request meets."""

from httpx import Headers

from longhaul_client.messages import Answer, Pause


def answer(status=200, body=b"", **headers):
    return Answer(
        status, Headers({name.replace("_", "-"): each for name, each in headers.items()}), body
    )


class Stage:
    """Plays steps against a script of answers and errors, and notes what was asked and waited."""

    def __init__(self, *script):
        self.script = list(script)
        self.asked = []
        self.waits = []
        self.now = 0.0

    def clock(self):
        return self.now

    def play(self, steps):
        """Return what the steps return."""
        heard = None
        try:
            while True:
                raises = isinstance(heard, BaseException)
                step = steps.throw(heard) if raises else steps.send(heard)
                heard = self.meet(step)
        except StopIteration as end:
            return end.value

    def meet(self, step):
        if isinstance(step, Pause):
            self.waits.append(step.seconds)
            self.now += step.seconds
            return None
        self.asked.append(step)
        return self.script.pop(0)
