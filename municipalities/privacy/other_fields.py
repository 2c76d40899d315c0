"""The text fields that are about no account: what editors write, and what holds nothing about anybody.

Names with spaces between them, by model; an abstract model stands for all that inherit it.
"""

WRITTEN_BY_EDITORS = {
    "kennisbank.KnowledgePage": (
        "summary files text_status_body text_status_url source_title source_url unplaced responsible_role"
    ),
    "kennisbank.HomePage": "intro",
    "kennisbank.NewsIndexPage": "intro",
    "kennisbank.TextPage": "intro",
    "kennisbank.CommunicationPlanPage": (
        "reason goals_knowing goals_feeling goals_doing core_message strategy audiences materials calendar division "
        "budget measured_by"
    ),
    "kennisbank.CouncilLetterPage": (
        "addressee sender portfolio_holder subject reference take_note_of introduction information finances follow_up "
        "communication annexes earlier_letters council_register_url"
    ),
    "kennisbank.DefinitionPage": (
        "definition plain_definition for_whom moments borders differs_from_law local_name made_with"
    ),
    "kennisbank.JourneyPage": "starts_where ends_where based_on persona phases findings",
    "kennisbank.NewsPage": "introduction text",
    "kennisbank.PositioningPage": (
        "contact_point opening reach organisation roles recruitment funding warm_handover independence"
    ),
    "kennisbank.VisionPage": "reason mission principles independence ambitions actions parties money follow_up",
    "kennisbank.CustomImage": "title file description",
    "kennisbank.CustomDocument": "title file",
    "kennisbank.PlainWord": "jargon forms plainer",
    "municipalities.GoalPage": "goal milestones updates",
    "municipalities.ParticipantIndexPage": "intro",
    "municipalities.ParticipantPage": (
        "how_organised which_ambitions which_actions workgroup contact_mailbox website telephone"
    ),
    "municipalities.Round": "name years criteria course",
    "municipalities.Traject": "title",
    "lessons.BasedOn": "basis_reason",
    "lessons.KnowledgeProductIndexPage": "intro",
    "lessons.KnowledgeProductPage": (
        "for_whom contents link publisher publication_period recognition recognition_url"
    ),
    "lessons.LessonPage": "situation what_we_did result differently conditions cost_and_time advice",
    "search.SynonymRule": "words finds note",
    "search.AnalysisException": "word folded value note",
    "taggit.Tag": "name",
    "wagtailcore.Page": "title draft_title seo_title search_description",
}
"""Texts of pages, files and vocabularies. The house rules keep people out of them; nothing can guarantee it."""

COPIES = {
    "kennisbank.SearchDocument": "title summary participant_name label sections responsible_role",
    "kennisbank.FacetValue": "value label",
    "search.FileText": "pages",
    "municipalities.MailboxProblem": "mailbox",
    "municipalities.Question": "mailbox",
    "search.PublicWord": "text lemma",
    "wagtailcore.Revision": "object_str content",
    "wagtailsearch.IndexEntry": "autocomplete title title_text body body_text",
    "wagtailsearch.SQLiteFTSIndexEntry": "autocomplete title body",
}
"""The same texts once more: earlier versions, and what search knows."""

ABOUT_NOBODY = {
    "auth.Group": "name",
    "auth.Permission": "name codename",
    "contenttypes.ContentType": "app_label model",
    "django_tasks_database.DBTaskResult": (
        "args_kwargs task_path worker_ids queue_name backend_name return_value exception_class_path traceback"
    ),
    "kennisbank.BinnedPage": "slug",
    "kennisbank.CustomDocument": "file_hash",
    "kennisbank.CustomImage": "file_hash",
    "kennisbank.CustomRendition": "filter_spec file focal_point_key",
    "kennisbank.FacetValue": "facet",
    "kennisbank.KnowledgePage": "key effective_audience",
    "kennisbank.PeriodicRun": "name error",
    "kennisbank.SearchDocument": "key audience kind kind_label url",
    "kennisbank.Term": "name explanation",
    "municipalities.MailboxProblem": "reason",
    "municipalities.Municipality": "code name",
    "municipalities.ParticipantPage": "expected_kinds",
    "search.FileText": "mark reason",
    "search.IndexVersion": "born",
    "search.IndexedRow": "analysis audience",
    "search.MissedQuery": "words",
    "search.RemoteIndex": "name uuid error",
    "search.ShippedKey": "key",
    "search.SynonymRule": "key",
    "search.VocabularyVersion": "stamp",
    "search.WaitingRow": "refused",
    "socialaccount.SocialApp": "provider provider_id name client_id secret key settings",
    "wagtailcore.BaseLogEntry": "action",
    "wagtailcore.Collection": "path name",
    "wagtailcore.BaseViewRestriction": "password",
    "wagtailcore.Comment": "contentpath position",
    "wagtailcore.Locale": "language_code",
    "wagtailcore.ModelLogEntry": "object_id",
    "wagtailcore.Page": "path url_path",
    "wagtailcore.ReferenceIndex": "object_id to_object_id model_path content_path",
    "wagtailcore.Revision": "object_id",
    "wagtailcore.Site": "hostname site_name",
    "wagtailcore.Task": "name",
    "wagtailcore.Workflow": "name",
    "wagtailcore.WorkflowState": "object_id",
    "wagtaildocs.Document": "title file file_hash",
    "wagtailembeds.Embed": "url hash html title author_name provider_name thumbnail_url",
    "wagtailimages.Image": "title file description file_hash",
    "wagtailimages.Rendition": "filter_spec file focal_point_key",
    "wagtailsearch.IndexEntry": "object_id",
}
"""Codes, settings and names of things; those of Wagtail and allauth that this site does not use are empty.

A search that found nothing (``search.MissedQuery``) is kept without who searched, and never with a mail address or a
number of a person in it.
"""
