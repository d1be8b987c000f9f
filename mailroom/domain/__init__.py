"""The mailroom's words and rules: values and pure functions, no I/O and no clock.

One word per thing, in class, table, event, wire key and label:

tray      what arrived together: a day, a postal operator, an expected count
item      one piece of mail, from the envelope's face to its paper's end state
sheet     one physical piece of paper; it has a place at every moment
page      one side of a sheet, as an image
face      the outside of the unopened envelope, address side (its other side is the back)
reading   something read on a page: what, where, by which reader, how surely
evidence  all readings of a face and what they amount to
decision  which way an item goes, and why; a doubt is a decision that waits for a person
document  the searchable PDF of one item
receipt   the backend's signed word that it has an item
"""
