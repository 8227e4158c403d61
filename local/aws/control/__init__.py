"""The Lambda service's control plane: functions, versions, aliases, URLs and who may call them.

moto keeps too little of a function to release one safely (versions that change
with $LATEST, one policy for all aliases, no states), so this is its own.
"""
