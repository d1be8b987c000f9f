"""A station sends blobs and items; the backend decides again and answers with a receipt."""

from tests.backend.builders import Desk


def test_a_letter_is_delivered_once_and_its_receipt_is_repeated(desk: Desk):
    message = desk.deliver()
    again = desk.put_item(message)
    first = desk.client.get(f"/v1/station/items/{message['id']}", headers=desk.headers)
    assert again.status_code == 200
    assert again.json == first.json
