"""*Stel een vraag aan deze gemeente*: the form, sending to the mailbox that nobody sees, and mail that comes back."""
