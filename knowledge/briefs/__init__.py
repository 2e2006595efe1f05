"""A brief in free text → answers to the questionnaire, with the words that say them."""
