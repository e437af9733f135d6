"""Zalo: three ways to reach a phone, over one small HTTP client.

client          one POST or GET, with the token hidden from logs; what came back
codes           what each answer means for a message: the tables of error codes
turns           a batch, one message after the other; what holds for the rest of it
hours           the night, and the next working morning
payloads        what may be said (code, deadline, link) and how long it may be
account_line    a line that shows the Official Account's token, for the two below
bot             channel "zalo_bot": the Bot Platform
official_account  channel "zalo_oa": messages of the Official Account
zns             channel "zalo_zns": templates to a phone number
templates       the templates of ZNS and the checks of their parameters
tokens, oauth   where an access token comes from (a protocol), and how it is renewed
quota           how much of a day's ZNS is left (a protocol)
apprise_plugins   zalobot://, zalooa:// and zalozns:// for scripts

Nothing here knows the store: tokens and quota are given from outside.
"""
