"""Detection of sales talk, and harmless texts that sound similar."""

import pytest

from crm.guard.pitch import looks_like_a_pitch
from tests.crm.capture.test_sentences import CASES

SELLING = """
Pitch them our new plan
Coffee with Ana today. Pitch her our packages next week.
I'll pitch Ana on it. Close the deal by Friday.
Close the deal with Ana
We should upsell Ben in spring
Ben is a hot lead
Met Rosa Weiss at the fair, warm lead for us
Send Ben a discount offer
Give her a 20 % discount if she signs this month
Send Ana our pricing for them
Send her our price list
I'll send them our rate card
Get him to sign before Christmas
Sign them up for the yearly plan
Book a demo with Ben
Offer her a free trial
Potential customer for us
Great prospect
Ana is the decision maker
Follow up on the quote
I want to close the deal before May
I told her I'd send our offer
Put him into our pipeline
Sell her our service
Talked to Tom. We must overcome his objections.
Send Ana Ruiz our price list
Pitch Tom our new plan
Give Ben a discount
I did our pitch and she liked it
""".strip().splitlines()

NOT_SELLING = """
She pitched us her sauce idea and we laughed
Ben wants to close the deal on his second shop
She hopes to close the deal on the lease by May
Tom advised me to raise my prices
Send her the pricing article
Send Ana the article on pricing
Ana is looking for a packaging designer
He is looking for customers in Glasgow
She got a discount offer from her printer
He plays lead guitar in a band
Led the workshop with Mei
She can help with sales pitches
Sent her the pitch deck template
Talked about the cricket pitch behind the school
Tom talked about sales funnels for an hour
Told me about her new client
Ask Ben how his sales call went
Introduce Ana to Ben by Friday
I owe Tom a thank you
She needs to upsell more, she says
He said the decision maker left
Coffee with Ana Ruiz yesterday at Blue Bottle. Redoing labels for Christmas.
Thank Ben for the discount
He closed his shop
""".strip().splitlines()


@pytest.mark.parametrize("text", SELLING)
def test_selling_is_known_as_selling(text: str) -> None:
    assert looks_like_a_pitch(text)


@pytest.mark.parametrize("text", NOT_SELLING)
def test_a_story_about_business_is_no_pitch(text: str) -> None:
    assert not looks_like_a_pitch(text)


def test_hundreds_of_ordinary_sentences_hold_none() -> None:
    assert [text for text, _ in CASES if looks_like_a_pitch(text)] == []
