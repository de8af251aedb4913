namespace Ao.Trackers;

/// <summary>An issue has changed.</summary>
/// <param name="Cursor">Where to go on from.</param>
/// <param name="Issue">The issue as it is now.</param>
public sealed record IssueChange(string Cursor, Issue Issue);
