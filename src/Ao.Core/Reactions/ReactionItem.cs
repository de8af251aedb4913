using Ao.Scm;

namespace Ao.Reactions;

/// <summary>One piece of what a reaction reacts to: a check, a comment, a review. It is acted on once.</summary>
/// <param name="Fingerprint">The hash of its content.</param>
/// <param name="Title">One line that says it.</param>
/// <param name="Origin">Where its text comes from.</param>
/// <param name="Text">Its text, from outside; empty where the line says all.</param>
/// <param name="Check">The check, where it is one.</param>
internal sealed record ReactionItem(string Fingerprint, string Title, string Origin = "", string Text = "", Check? Check = null);
