"""Files, and what belongs to the programme."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kennisbank.models import CustomDocument, Theme
from municipalities.models import ParticipantIndexPage, Round, Traject
from tests.municipalities.actions.trying import Try, action


@action
def upload_a_file(one: Try) -> bool:
    content = SimpleUploadedFile("brief.txt", b"Brief.")
    one.post("wagtaildocs:add", title="Brief", file=content, collection=one.folder.pk)
    return CustomDocument.objects.filter(collection=one.folder).exists()


@action
def find_a_file_to_choose(one: Try) -> bool:
    one.file()
    answer = one.client.get(reverse("wagtaildocs_chooser:choose_results"))
    return answer.status_code == 200 and "Brief" in answer.content.decode()


def _changes(one: Try, file: CustomDocument) -> bool:
    one.post("wagtaildocs:edit", file.pk, title="Nieuw", collection=file.collection_id)
    return CustomDocument.objects.get(pk=file.pk).title == "Nieuw"


def _deletes(one: Try, file: CustomDocument) -> bool:
    one.post("wagtaildocs:delete", file.pk)
    return not CustomDocument.objects.filter(pk=file.pk).exists()


@action
def change_a_file(one: Try) -> bool:
    return _changes(one, one.file())


@action
def delete_a_file(one: Try) -> bool:
    return _deletes(one, one.file())


@action
def change_a_file_of_ones_own(one: Try) -> bool:
    return _changes(one, one.file(uploaded_by_user=one.user))


@action
def delete_a_file_of_ones_own(one: Try) -> bool:
    return _deletes(one, one.file(uploaded_by_user=one.user))


@action
def open_a_participant(one: Try) -> bool:
    index = ParticipantIndexPage.objects.get()
    return one.get("wagtailadmin_pages:add", "municipalities", "participantpage", index.pk)


@action
def change_a_round(one: Try) -> bool:
    round_ = Round.objects.create(name="Ronde 9", slug="ronde-9", years="2030")
    form = {"name": "Ronde 9", "slug": "ronde-9", "years": "2031"}
    one.post("wagtailsnippets_municipalities_round:edit", round_.pk, **form)
    return Round.objects.filter(years="2031").exists()


@action
def make_a_traject(one: Try) -> bool:
    one.post("wagtailsnippets_municipalities_traject:add", title="Samen verder", participants=one.place.pk)
    return Traject.objects.filter(participants=one.place).exists()


@action
def change_a_theme(one: Try) -> bool:
    theme = Theme.objects.create(name="Bekendheid", slug="bekendheid")
    one.post("wagtailsnippets_kennisbank_theme:edit", theme.pk, name="Nieuw", slug="bekendheid", sort_order=0)
    return Theme.objects.filter(name="Nieuw").exists()
