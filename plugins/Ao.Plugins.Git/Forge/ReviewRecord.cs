using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>What is written down of a review.</summary>
/// <param name="Sequence">Which of the pull request's reviews it is. Clocks stand still and go back; a verdict must not.</param>
/// <param name="Review">The review.</param>
internal sealed record ReviewRecord(int Sequence, Review Review);
