namespace Ao.Git.Histories;

/// <summary>What a commit says of itself. All of it is text from outside.</summary>
/// <param name="Author">Who made it.</param>
/// <param name="Email">The author's address.</param>
/// <param name="At">When the change was made, which a later rebase does not alter.</param>
/// <param name="Message">The message, 64 KiB at most.</param>
internal sealed record CommitText(string Author, string Email, DateTimeOffset At, string Message);
