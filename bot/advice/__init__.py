"""The questionnaire, and the advice that its answers give."""
