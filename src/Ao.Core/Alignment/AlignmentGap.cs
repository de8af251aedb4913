namespace Ao.Alignment;

/// <summary>A fork that a change was not checked against.</summary>
/// <param name="Fork">By what name it is known here.</param>
/// <param name="Reason">Why.</param>
public sealed record AlignmentGap(string Fork, string Reason);
