namespace Ao.Reactions;

/// <summary>What was found to have made a check of a revision fail.</summary>
/// <param name="Check">The check's name. Text from outside.</param>
/// <param name="Revision">The revision that it failed on.</param>
/// <param name="Attribution">What made it fail.</param>
/// <param name="Evidence">What this is concluded from.</param>
public sealed record CheckAttribution(string Check, string Revision, ReactionAttribution Attribution, string Evidence);
