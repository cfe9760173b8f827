"""A graph on a local port: its page, a SPARQL 1.1 endpoint with an editor, and a page for each article, entity and fact.

    request -> app      checked (host, method, size), read as what the recommendation says
            -> pool     given to an idle worker, a process of its own, killed when it takes too long or too much
            -> worker   answers over a snapshot of the store, as whole bytes or a refusal, never as a part

Nothing of the engine runs in the process that talks to the network: a query cannot be interrupted there, and one that
eats all memory would take every other request along. `kg.server.run.serve` starts it all.
"""
