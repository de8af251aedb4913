namespace Ao.Forks;

/// <summary>Something that a maintainer may want to do about a fork. Nothing of it is done by itself.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">What is the case, and what can be done about it, in one or two sentences.</param>
public sealed record ForkHint(ForkHintKind Kind, string Text);
