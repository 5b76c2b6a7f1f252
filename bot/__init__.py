"""What the bot is: its rules, its memory, its voice, its channels."""
