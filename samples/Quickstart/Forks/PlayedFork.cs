namespace Quickstart.Forks;

/// <summary>A fork of the play: who keeps it, and what it changed.</summary>
/// <param name="Name">By what name the others know it.</param>
/// <param name="Title">What it calls itself.</param>
/// <param name="Domain">What it is for.</param>
/// <param name="Subject">What the first line of its change says.</param>
/// <param name="Reason">What the rest says.</param>
/// <param name="Timeout">What it has made of the file that all three change.</param>
/// <param name="Own">A file of its own, which has nothing to do with the others.</param>
/// <param name="OwnText">Its content.</param>
internal sealed record PlayedFork(string Name, string Title, string Domain, string Subject, string Reason, string Timeout, string Own, string OwnText);
