"""A mail server that answers what a test asks of it, over a real connection."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """``answers`` maps a recipient, or the word DATA, to what is answered; all else is taken, and kept in ``mails``.

    ``DATA_oco`` is what is answered to the text of a mail to oco.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    mails: list[tuple[str, list[str], str]] = field(default_factory=list)


@contextmanager
def mail_server(**answers: str) -> Iterator[MailServer]:
    """A running server; a keyword names a recipient before its at sign: ``oco="550 No such user"``."""
    state = MailServer(answers=answers)

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test")
            sender, recipients = "", []
            while line := self.rfile.readline().decode():
                word = line[:4].upper()
                address = line.partition("<")[2].partition(">")[0]
                if word == "MAIL":
                    sender, recipients = address, []
                    self.say("250 ok")
                elif word == "RCPT":
                    answer = state.answers.get(address.partition("@")[0], "250 ok")
                    recipients += [address] if answer.startswith("2") else []
                    self.say(answer)
                elif word == "DATA":
                    self.data(sender, recipients)
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

        def data(self, sender: str, recipients: list[str]) -> None:
            self.say("354 go on")
            lines = []
            while (line := self.rfile.readline().decode()) != ".\r\n":
                lines.append(line)
            names = ["DATA", *(f"DATA_{address.partition('@')[0]}" for address in recipients)]
            answer = next((state.answers[name] for name in names if name in state.answers), "250 ok")
            if answer.startswith("2"):
                state.mails.append((sender, recipients, "".join(lines)))
            self.say(answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        state.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield state
        server.shutdown()
