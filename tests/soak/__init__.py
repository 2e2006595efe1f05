"""RoleFit for minutes on end, with Slack, packs, clients and the machine at their worst."""
