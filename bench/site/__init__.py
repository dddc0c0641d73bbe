"""The site as a server: how long its pages take, alone and in a crowd, what it
withstands, and who can use it.
"""
