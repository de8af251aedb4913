namespace Ao.Governance;

/// <summary>Something that was asked, done or denied.</summary>
/// <param name="Request">What it was.</param>
/// <param name="At">When.</param>
/// <param name="End">What became of it.</param>
/// <param name="By">Who decided it, where a person did.</param>
internal sealed record BackTestCase(PolicyRequest Request, DateTimeOffset At, BackTestEnd End, string? By = null);
