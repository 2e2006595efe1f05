"""A small pack of our own: two sources, three roles, two dimensions, a few of everything else."""

from typing import Any

Item = dict[str, Any]

OWNER = {"owner": "Test desk", "review_by": "2099-01-01"}

SOURCES: list[Item] = [
    {
        "id": "guide",
        "title": "Guide to two roles",
        "publisher": "Acme Research",
        "interest": "sells training",
        "published": "2026-02-11",
        "text": "Tells the roles apart; names no figures.",
        "sections": ["guide#scope", "guide#scope/contracts", "guide#stack", "guide#pay"],
        "separates_roles": ["guide#scope", "guide#stack"],
        "uncited": {"guide#scope/contracts": "Said again in guide#scope."},
        "also_asked": ["acme guide", "who wrote the guide", "guide date"],
        **OWNER,
    },
    {
        "id": "essay",
        "title": "Essay on websites",
        "publisher": None,
        "interest": None,
        "published": None,
        "text": "Speaks of websites; does not tell the roles apart.",
        "sections": ["essay#intro", "essay#cms"],
        "separates_roles": ["essay#intro"],
        "also_asked": ["website essay", "who wrote the essay", "essay date"],
        **OWNER,
    },
]

ROLES: list[Item] = [
    {
        "id": "php-developer",
        "name": "PHP developer",
        "position": 1,
        "title": "PHP developer",
        "aliases": ["php", "php dev", "laravel developer"],
        "is_a": "backend-developer",
        "text": "Builds features inside one PHP codebase.",
        "citations": ["guide#scope"],
        "also_asked": ["What does a PHP developer do?", "php tasks", "php job description"],
        "keywords": ["laravel", "symfony"],
        **OWNER,
    },
    {
        "id": "backend-developer",
        "name": "Backend developer",
        "position": 2,
        "title": "Backend developer",
        "aliases": ["backend", "back-end", "backend dev"],
        "text": "Owns services and data layers across languages.",
        "citations": ["guide#scope"],
        "also_asked": ["What does a backend developer do?", "backend tasks", "backend profile"],
        "keywords": ["services", "queues"],
        **OWNER,
    },
    {
        "id": "api-developer",
        "name": "API developer",
        "position": 3,
        "title": "API developer",
        "aliases": ["api", "api dev"],
        "text": "Keeps the contracts between systems.",
        "citations": ["essay#intro"],
        "also_asked": ["What does an API developer do?", "api tasks", "api job description"],
        **OWNER,
    },
]

DIMENSIONS: list[Item] = [
    {
        "id": "responsibilities",
        "card": {"heading": "What they own", "position": 1},
        "title": "Responsibilities",
        "label": "Responsibilities",
        "position": 1,
        "duties": True,
        "text": "What each role is answerable for.",
        "citations": ["guide#scope"],
        "also_asked": ["duties", "what each is answerable for", "answerable"],
        **OWNER,
        "aspects": [
            {
                "id": "core-scope",
                "title": "Core scope",
                "roles": {
                    "php-developer": {
                        "focus": "One application.",
                        "practice": "Ships templates and forms.",
                    },
                    "backend-developer": {
                        "focus": "Several services.",
                        "practice": "Ships interfaces & queues.",
                    },
                },
                "why": "A clear scope keeps work from lying about.",
                "also_asked": ["scope of work", "whose application", "breadth of work"],
                "citations": ["guide#scope"],
                **OWNER,
            },
            {
                "id": "contracts",
                "title": "Interface contracts",
                "roles": {
                    "php-developer": {"focus": "Uses them.", "practice": "Calls partners."},
                    "backend-developer": {"focus": "Defines them.", "practice": "Versions them."},
                    "api-developer": {"focus": "Guards them.", "practice": "Tests them."},
                },
                "why": "Partners build on what stays.",
                "also_asked": ["who versions interfaces", "interfaces", "partner calls"],
                "citations": ["essay#intro"],
                **OWNER,
            },
        ],
    },
    {
        "id": "stack",
        "card": {"heading": "Stack", "position": 2},
        "title": "Technology stack",
        "label": "Stack",
        "position": 2,
        "text": "What each role works with.",
        "citations": ["guide#stack"],
        "also_asked": ["tools", "technologies of each role", "tech"],
        **OWNER,
        "aspects": [
            {
                "id": "frameworks",
                "title": "Frameworks",
                "roles": {
                    "php-developer": {"focus": "Laravel.", "practice": "Reads its guides."},
                    "backend-developer": {"focus": "C++ and .NET.", "practice": "Mixes them."},
                },
                "why": "Tools shape a search.",
                "also_asked": ["laravel or .net", "framework knowledge", "c++ work"],
                "citations": ["guide#stack"],
                **OWNER,
            }
        ],
    },
]

FAQS: list[Item] = [
    {
        "id": "schema-ownership",
        "title": "Who owns the database schema?",
        "label": "Who owns the schema?",
        "text": "Inside one application the PHP developer; across services the backend developer.",
        "citations": ["guide#scope", "essay#intro"],
        "also_asked": ["Which role designs the tables?", "database schema design", "schema duty"],
        "keywords": ["data model", "tables"],
        "notes": [{"text": "Two of our teams do it together.", "dated": "2026-03-05"}],
        **OWNER,
    },
    {
        "id": "salary",
        "title": "Do backend developers earn more than PHP developers?",
        "label": "Pay of the two roles",
        "text": "Broader bands are common; the source gives no figures.",
        "citations": ["guide#pay"],
        "also_asked": ["What is the salary difference between the roles?", "salaries", "pay bands"],
        "keywords": ["pay", "bands", "compensation"],
        **OWNER,
    },
    {
        "id": "cms-roadmap",
        "title": "Which role fits a CMS-heavy roadmap?",
        "label": "CMS-heavy roadmap",
        "text": "A PHP developer who knows WordPress and its plugins.",
        "citations": ["essay#cms"],
        "also_asked": ["Who should we hire for our WordPress site?", "drupal", "plugin work"],
        "keywords": ["wordpress", "drupal", "plugins"],
        **OWNER,
    },
    {
        "id": "schema-migrations",
        "title": "Who runs schema migrations?",
        "label": "Schema migrations",
        "text": "Whoever owns the database schema runs its migrations too.",
        "basis": "rule",
        "also_asked": ["database migrations", "who migrates tables", "migration duty"],
        "keywords": ["database", "migrations"],
        **OWNER,
    },
    {
        "id": "trial-week",
        "title": "Do we offer a trial week?",
        "label": "Trial week",
        "text": "R&D <does>, others don't.",
        "basis": "editor_note",
        "also_asked": ["trial", "probation week", "trial days"],
        "keywords": ["trial"],
        **OWNER,
    },
]

ENGAGEMENT: list[Item] = [
    {
        "id": "in-house",
        "title": "An employee of our own",
        "label": "In-house",
        "text": "Somebody on the payroll, for work that stays.",
        "when": [{"text": "The knowledge has to stay.", "citations": ["essay#cms"]}],
        "when_not": [{"text": "The work ends soon.", "citations": ["guide#pay"]}],
        "unsaid": ["No source says what it costs."],
        "citations": ["essay#cms"],
        "also_asked": ["in-house", "own employee", "permanent position"],
        **OWNER,
    }
]

INTERVIEWS: list[Item] = [
    {
        "id": "php-interview",
        "title": "Interviewing for PHP",
        "label": "PHP interview kit",
        "role": "php-developer",
        "text": "What to find out in an hour.",
        "probes": [
            {
                "topic": "Templates",
                "probe": "Ask for a form that went wrong.",
                "strong": "Tells what changed afterwards.",
                "citations": ["guide#stack"],
            }
        ],
        "unsaid": ["No source says what weak answers are like."],
        "citations": ["guide#stack"],
        "also_asked": ["php interview", "interview questions for php", "probing php people"],
        **OWNER,
    }
]

UNCOVERED: list[Item] = [
    {
        "id": "parking",
        "title": "parking and commuting",
        "also_asked": ["parking space for a php developer", "where to park", "commuter ticket"],
        "keywords": ["garage", "train"],
        **OWNER,
    },
    {
        "id": "thanks",
        "title": "greetings and thanks",
        "says": "You are welcome. Ask me which role to open.",
        "is_gap": False,
        "also_asked": ["thank you so much", "cheers mate", "lovely, great answer"],
        **OWNER,
    },
]

ABOUT: Item = {
    "name": "Small",
    "examples": ["php vs backend", "who owns the database schema", "when to hire"],
    "welcome": "Which role to open, and why.",
}

SYNONYMS: Item = {"groups": [["salary", "pay", "wage"], ["hire", "recruit"]]}
