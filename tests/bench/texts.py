"""What the made-up women of the fixture write: sentences of three scripts, mixed by a number."""

RARE, SELDOM, COMMON = "kingfisher-blue", "teakettle", "line"
"""A word of one story in five hundred, of one in a hundred, of each."""
BENGALI, KHMER = "কারখানার", "បន្ទាត់"
SENTENCES = (
    "He stood behind my machine on the line again and put his hand on my back.",
    "When I said no he laughed, and the others at the next table laughed with him.",
    "Since then I am given the heaviest bundles and no overtime.",
    "He wrote to my telephone at night, and asked why I did not answer.",
    "I told my sister, and she said that I should tell somebody who can stop it.",
    "On pay day he kept my slip and said that I would have to come to his room for it.",
    "The door of the cutting room was closed and nobody heard me.",
    "Two women before me left because of him, and nobody asked them why.",
    "I am afraid that he will say I came late and that I lose the place.",
    "He knows where I live and which bus I take in the evening.",
    "The quality checker saw it and looked away.",
    "It happened three times in this month, always after the second bell.",
    "কারখানার ভেতরে সে আমার পথ আটকে দাঁড়ায় আর কাউকে বলতে মানা করে।",
    "আমি ভয় পাই যে আমার চাকরি চলে যাবে।",
    "សុំកុំឲ្យអ្នកណាដឹងថាខ្ញុំបានប្រាប់។ វាកើតឡើងនៅ បន្ទាត់ ទីបី។",
    "I have kept the messages, and a friend has a picture of them.",
)
LENGTH = 7


def story(number: int) -> str:
    """What one woman tells: some seventy words, and now and then a seldom one."""
    told = [SENTENCES[(number * 7 + each * 5 + number // 16) % 16] for each in range(LENGTH)]
    told += [f"It was {RARE}."] if number % 500 == 3 else []
    told += [f"He threw the {SELDOM}."] if number % 100 == 1 else []
    return " ".join([f"I work on line {number % 40}.", *told])
