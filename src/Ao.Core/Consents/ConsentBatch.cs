namespace Ao.Consents;

/// <summary>What came of an answer to several questions.</summary>
/// <param name="Answered">The questions that were answered, each as it is then.</param>
/// <param name="NotAnswered">The questions that the rule matches and that were not answered, each with the reason.</param>
public sealed record ConsentBatch(IReadOnlyList<Consent> Answered, IReadOnlyList<ConsentNotAnswered> NotAnswered);
