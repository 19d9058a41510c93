"""Every form the product reads: a new one is a few lines in one of these modules and a golden pair (NEW_FORM.md)."""

from loaders.forms import digital_signatures, headline, one_stop, service_usage, work_records

FORMS = (*service_usage.FORMS, *one_stop.FORMS, *work_records.FORMS, *digital_signatures.FORMS, *headline.FORMS)
