"""VK: the community's wall.

* `api`       vk_api in worker threads, paced, with timeouts, and the one place where VK's errors
              become ours
* `community` what the bot says and reads there
* `setup`     the callback server or the long poll that VK is asked to keep
"""
