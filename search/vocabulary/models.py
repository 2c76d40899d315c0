"""The vocabulary as curators write it, and what a site has to remember about it."""

import secrets
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from search.analysis import words_in
from search.analysis.folding import fold
from search.vocabulary.checks import (
    problem_between,
    problem_with_expressions,
    problem_with_one_word,
    problem_with_parts,
)
from search.vocabulary.rules import Direction, Rule, expressions_in


class SynonymRule(models.Model):
    """Which words find which. ``key`` is that of the shipped file, and empty for a rule of the site's own."""

    class Directions(models.TextChoices):
        BOTH = Direction.BOTH.value, "Beide kanten: alle woorden van deze regel vinden elkaar"
        ONE = Direction.ONE.value, "Eén kant: de woorden vinden wat bij Vindt ook staat, niet andersom"

    key = models.CharField(max_length=80, unique=True, null=True, editable=False)
    words = models.TextField(
        "Woorden",
        max_length=2000,
        help_text="Wat iemand kan typen: woorden, afkortingen of een paar woorden samen, met komma's ertussen. "
        "Bijvoorbeeld: sociaal team, wijkteam, dorpsteam. Meervoud, hoofdletters en accenten hoeft u niet apart "
        "te noemen.",
    )
    direction = models.CharField(
        "Richting", max_length=10, choices=Directions.choices, default=Directions.BOTH
    )
    finds = models.TextField(
        "Vindt ook",
        max_length=2000,
        blank=True,
        help_text="Alleen bij Eén kant: wat wordt dan ook gevonden? Bijvoorbeeld: wie verwijzer typt, vindt ook "
        "huisarts, wijkverpleegkundige.",
    )
    note = models.CharField(
        "Toelichting", max_length=300, blank=True, help_text="Waarom is deze regel er? Alleen voor collega's."
    )
    active = models.BooleanField(
        "In gebruik", default=True, help_text="Zet dit uit als zoeken deze regel moet overslaan."
    )

    panels: ClassVar = [
        FieldPanel("words"),
        FieldPanel("direction"),
        FieldPanel("finds"),
        FieldPanel("note"),
        FieldPanel("active"),
    ]

    class Meta:
        verbose_name = "regel voor zoekwoorden"
        verbose_name_plural = "zoekwoorden"
        ordering: ClassVar = ["words", "pk"]

    def __str__(self) -> str:
        words = ", ".join(expressions_in(self.words))
        return f"{words} → {', '.join(expressions_in(self.finds))}" if self.finds else words

    def clean(self) -> None:
        one_way = self.direction == Direction.ONE
        problems: dict[str, str | None] = {}
        if self.words:  # An empty field says so itself.
            problems["words"] = problem_with_expressions(self.words)
            if not problems["words"] and not one_way and len(expressions_in(self.words)) < 2:
                problems["words"] = "Eén woord vindt alleen zichzelf: vul er nog een in, of kies Eén kant."
        if one_way:
            problems["finds"] = (
                problem_with_expressions(self.finds)
                if self.finds.strip()
                else "Vul in wat deze woorden ook vinden."
            ) or problem_between(self.words, self.finds)
        elif self.finds.strip():
            problems["finds"] = "Laat dit leeg, of kies Eén kant."
        _refuse(problems)

    def as_rule(self) -> Rule:
        finds = expressions_in(self.finds) if self.direction == Direction.ONE else ()
        return Rule(self.key or f"eigen-{self.pk}", expressions_in(self.words), finds)


class AnalysisException(models.Model):
    """A word that search has to read in another way than it does by itself."""

    class Kind(models.TextChoices):
        NEVER_SPLIT = "niet-splitsen", "Niet splitsen"
        SPLIT_AS = "splitsen-als", "Splitsen als"
        SAME_AS = "hetzelfde-als", "Hetzelfde als"

    word = models.CharField("Woord", max_length=100, help_text="Eén woord, bijvoorbeeld: stadhuis.")
    folded = models.CharField(max_length=100, unique=True, editable=False)
    kind = models.CharField("Wat zoeken ermee doet", max_length=20, choices=Kind.choices)
    value = models.CharField(
        "Delen of ander woord",
        max_length=200,
        blank=True,
        help_text="Bij Splitsen als: de delen met een spatie ertussen (stad huis). Bij Hetzelfde als: het andere "
        "woord. Bij Niet splitsen: niets.",
    )
    note = models.CharField(
        "Toelichting",
        max_length=300,
        blank=True,
        help_text="Waarom is deze uitzondering er? Alleen voor collega's.",
    )

    panels: ClassVar = [
        FieldPanel("word"),
        FieldPanel("kind"),
        FieldPanel("value"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = "uitzondering voor een woord"
        verbose_name_plural = "uitzonderingen voor woorden"
        ordering: ClassVar = ["folded"]

    def __str__(self) -> str:
        return f"{self.word}: {self.get_kind_display().lower()} {self.value}".rstrip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.word)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        problems: dict[str, str | None] = {}
        if self.word:
            problems["word"] = problem_with_one_word(self.word) or self._double()
        if self.kind and self.word:
            problems["value"] = self._problem_with_value()
        _refuse(problems)

    @property
    def parts(self) -> tuple[str, ...]:
        """The folded words of ``value``, from left to right."""
        return tuple(words_in(self.value))

    def _double(self) -> str | None:
        double = AnalysisException.objects.filter(folded=fold(self.word)).exclude(pk=self.pk)
        return "Voor dit woord is er al een uitzondering: verander die." if double.exists() else None

    def _problem_with_value(self) -> str | None:
        if self.kind == self.Kind.NEVER_SPLIT:
            return "Laat dit leeg bij Niet splitsen." if self.value.strip() else None
        if self.kind == self.Kind.SPLIT_AS:
            return problem_with_parts(self.word, self.value)
        return problem_with_one_word(self.value) or self._loop()

    def _loop(self) -> str | None:
        """A word is the same as one other, and that is the end of it."""
        word, other = fold(self.word), fold(self.value)
        if word == other:
            return "Een woord is altijd al hetzelfde als zichzelf: vul een ander woord in."
        others = AnalysisException.objects.filter(kind=self.Kind.SAME_AS).exclude(pk=self.pk)
        further = others.filter(folded=other).first()
        if further:
            return f"‘{self.value}’ is zelf al hetzelfde als ‘{further.value}’: vul dat woord in."
        if any(fold(same.value) == word for same in others):
            return f"Een ander woord is al hetzelfde als ‘{self.word}’: verander eerst die uitzondering."
        return None


class ShippedKey(models.Model):
    """A rule of the shipped files that this site once got: one that was removed does not come back."""

    key = models.CharField(max_length=80, primary_key=True)

    class Meta:
        verbose_name = "meegeleverde regel"
        verbose_name_plural = "meegeleverde regels"

    def __str__(self) -> str:
        return self.key


def new_stamp() -> str:
    return secrets.token_hex(8)


class VocabularyVersion(models.Model):
    """The one row whose stamp changes, in the same transaction, with every change of the vocabulary.

    A stamp is never used twice, so that a process need only ask whether it still has the same one.
    """

    stamp = models.CharField(max_length=16, default=new_stamp)

    class Meta:
        verbose_name = "versie van de zoekwoorden"
        verbose_name_plural = "versies van de zoekwoorden"

    def __str__(self) -> str:
        return self.stamp

    @classmethod
    def renew(cls, alias: str) -> None:
        cls.objects.using(alias).update_or_create(pk=1, defaults={"stamp": new_stamp()})


def _refuse(problems: dict[str, str | None]) -> None:
    found = {name: problem for name, problem in problems.items() if problem}
    if found:
        raise ValidationError(found)
