"""The official Python clients of OpenAI and Anthropic, and simple-salesforce, against base addresses
given as JSON on standard input: prints what they saw, as one JSON object."""

import json
import sys
from urllib.parse import urlsplit

import anthropic
import openai
import requests
from simple_salesforce import Salesforce, SalesforceLogin
from simple_salesforce.exceptions import SalesforceError

WHERE = json.load(sys.stdin)


def refused(call):
    """The class of the client's error, and the status."""
    try:
        call()
        return "accepted"
    except (openai.APIStatusError, anthropic.APIStatusError) as e:
        return f"{type(e).__name__} {e.status_code}"
    except SalesforceError as e:
        return f"{type(e).__name__} {e.status}"


def openai_seen():
    at = WHERE["openai"]
    # Each answer is validated by the client's own model.
    strict = {"base_url": at["url"], "max_retries": 0, "_strict_response_validation": True}
    client = openai.OpenAI(api_key=at["apiKey"], admin_api_key=at["adminKey"], **strict)
    seen = {}
    made = [client.files.create(file=(f"größe {i}.txt", b"tea"), purpose="user_data") for i in range(3)]
    seen["name"] = client.files.retrieve(made[0].id).filename
    seen["files"] = len(list(client.files.list(limit=1)))
    day = {"anchor": "created_at", "seconds": 86400}
    ending = client.files.create(file=("day.txt", b"tea"), purpose="user_data", expires_after=day)
    seen["lives"] = ending.expires_at - ending.created_at
    seen["missing"] = refused(lambda: client.files.retrieve("file-none"))
    seen["limit"] = refused(lambda: client.files.list(limit=0))
    seen["stranger"] = refused(lambda: openai.OpenAI(api_key="sk-no", **strict).files.list())

    store = client.vector_stores.create(name="s", metadata={"subject": "ada"})
    batch = client.vector_stores.file_batches.create_and_poll(store.id, file_ids=[one.id for one in made])
    seen["attached"] = [batch.status, len(list(client.vector_stores.files.list(store.id, limit=2)))]
    client.vector_stores.files.update(made[0].id, vector_store_id=store.id, attributes={"n": 2})
    few = {"type": "gte", "key": "n", "value": 2}
    seen["searched"] = len(list(client.vector_stores.search(store.id, query="tea", filters=few)))
    client.files.delete(made[0].id)
    seen["detached"] = len(list(client.vector_stores.files.list(store.id)))
    seen["deletedTwice"] = refused(lambda: client.files.delete(made[0].id))

    upload = client.uploads.create(bytes=3, filename="u.txt", mime_type="text/plain", purpose="user_data")
    part = client.uploads.parts.create(upload.id, data=b"abc")
    done = client.uploads.complete(upload.id, part_ids=[part.id])
    seen["upload"] = [done.status, client.files.content(done.file.id).read().decode()]

    talk = client.conversations.create(items=[{"type": "message", "role": "user", "content": "hi"}])
    talk = client.conversations.update(talk.id, metadata={"subject": "bob"})
    reply = client.responses.create(model="gpt-5", input="hello", conversation=talk.id, user="u-1")
    seen["response"] = [reply.model, reply.user, reply.output_text]
    seen["items"] = len(list(client.conversations.items.list(talk.id, limit=1)))
    seen["events"] = [e.type for e in client.responses.create(model="gpt-5", input="x", stream=True)][-1]
    client.conversations.delete(talk.id)
    seen["gone"] = refused(lambda: client.conversations.retrieve(talk.id))

    organization = client.admin.organization
    client_invite = organization.invites.create(email="new@example.com", role="reader")
    organization.invites.delete(client_invite.id)
    seen["audit"] = [entry.type for entry in organization.audit_logs.list(limit=1)]
    owner = organization.users.list(emails=["user_owner@example.com"])
    seen["owner"] = [user.id for user in owner]
    return seen


def anthropic_seen():
    at = WHERE["anthropic"]
    strict = {"base_url": at["url"], "max_retries": 0, "_strict_response_validation": True}
    client = anthropic.Anthropic(api_key=at["apiKey"], **strict)
    admin = anthropic.Anthropic(api_key=at["adminKey"], **strict)
    seen = {}
    made = [client.files.upload(file=(f"größe {i}.txt", b"x", "text/plain")) for i in range(3)]
    seen["name"] = client.files.retrieve_metadata(made[0].id).filename
    seen["files"] = len(list(client.files.list(limit=1)))
    old = ["files-api-2025-04-14"]
    seen["beta"] = len(list(client.beta.files.list(limit=1, betas=old)))
    client.files.delete(made[0].id)
    seen["deletedTwice"] = refused(lambda: client.files.delete(made[0].id))
    seen["download"] = refused(lambda: client.files.download(made[1].id))
    stranger = anthropic.Anthropic(api_key="sk-ant-no", **strict)
    seen["stranger"] = refused(lambda: stranger.files.list())

    ask = {"model": "claude", "max_tokens": 5, "messages": [{"role": "user", "content": "hi"}]}
    batch = client.messages.batches.create(requests=[{"custom_id": f"c{i}", "params": ask} for i in range(2)])
    seen["results"] = sorted(one.custom_id for one in client.messages.batches.results(batch.id))
    client.messages.batches.delete(batch.id)
    seen["batchGone"] = refused(lambda: client.messages.batches.retrieve(batch.id))

    details = {"reference_id": "r-1"}
    profile = client.user_profiles.create(name="Iris", external_user_details=details)
    legacy = client.beta.user_profiles.retrieve(profile.id)
    seen["profile"] = [profile.external_user_details.reference_id, legacy.external_id]
    client.user_profiles.delete(profile.id)
    seen["profileGone"] = refused(lambda: client.user_profiles.retrieve(profile.id))

    store = client.beta.memory_stores.create(name="s")
    for path in ("/a/one.md", "/a/two.md", "/b.md"):
        client.beta.memory_stores.memories.create(store.id, path=path, content="x")
    listed = client.beta.memory_stores.memories.list(store.id, depth=1, limit=1)
    seen["folders"] = sorted(one.path for one in listed)
    session = client.beta.sessions.create(agent="agent_1", environment_id="env_1")
    seen["others"] = len(list(client.beta.sessions.list(agent_id="agent_2")))
    with client.messages.stream(**ask) as stream:
        seen["streamed"] = "".join(stream.text_stream)
    seen["ids"] = [store.id.split("_")[0], session.id.split("_")[0]]
    client.beta.sessions.delete(session.id)
    seen["organization"] = admin.organization.retrieve().type
    seen["keys"] = len(list(admin.organization.api_keys.list(limit=1)))
    return seen


class ToSimulator(requests.Session):
    """The client speaks to https://…salesforce.com alone; here that is the simulator."""

    def request(self, method, url, **more):
        parts = urlsplit(url)
        path = parts.path.removeprefix("/salesforce")
        return super().request(method, WHERE["salesforce"]["url"] + path + ("?" + parts.query if parts.query else ""), **more)


def salesforce_seen():
    at = WHERE["salesforce"]
    session = ToSimulator()
    token, instance = SalesforceLogin(
        session=session, username=at["username"], consumer_key=at["clientId"], privatekey=at["privateKey"]
    )
    client = Salesforce(session_id=token, instance=instance, session=session, version="67.0")
    seen = {}
    ids = [client.Contact.create({"LastName": f"Iris {i}", "Email": f"i{i}@example.com"})["id"] for i in range(201)]
    seen["all"] = len(client.query_all("SELECT Id, Name, CreatedDate FROM Contact ORDER BY Name DESC")["records"])
    seen["count"] = client.query("SELECT COUNT() FROM Contact WHERE Email LIKE 'i_@%'")["totalSize"]
    seen["named"] = client.query("SELECT Id FROM Contact WHERE (Name = 'Iris 7' OR Name = 'x') AND Email != null")["totalSize"]
    seen["malformed"] = refused(lambda: client.query("SELEC Id FROM Contact"))
    seen["described"] = {"Email", "Name"} <= {field["name"] for field in client.Contact.describe()["fields"]}
    client.Contact.delete(ids[0])
    seen["deletedTwice"] = refused(lambda: client.Contact.delete(ids[0]))
    seen["inBin"] = client.query(f"SELECT IsDeleted FROM Contact WHERE Id = '{ids[0]}'", include_deleted=True)["records"][0]["IsDeleted"]
    erased = client.bulk2.Contact.hard_delete(records=[{"Id": ids[1]}])
    seen["erased"] = erased[0]["numberRecordsProcessed"]
    seen["inNoBin"] = client.query(f"SELECT Id FROM Contact WHERE Id = '{ids[1]}'", include_deleted=True)["totalSize"]
    seen["bulk"] = sum(len(page.splitlines()) - 1 for page in client.bulk2.Contact.query("SELECT Id FROM Contact"))
    bad = Salesforce(session_id="none", instance=instance, session=session, version="67.0")
    seen["stranger"] = refused(lambda: bad.query("SELECT Id FROM Contact"))
    return seen


print(json.dumps({"openai": openai_seen(), "anthropic": anthropic_seen(), "salesforce": salesforce_seen()}))
