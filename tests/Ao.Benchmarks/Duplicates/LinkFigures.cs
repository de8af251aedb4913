namespace Ao.Benchmarks.Duplicates;

/// <summary>How well the same problem is recognised when another session reports it again (Q2).</summary>
/// <param name="Bases">How many reports were reported again.</param>
/// <param name="P1">The share linked rightly with other times, ids and paths.</param>
/// <param name="P2">Re-wrapped, in another order and in an agent's own frame.</param>
/// <param name="P3">With the body cut to 60 %.</param>
/// <param name="P4">With 15 to 25 % of the words changed.</param>
/// <param name="P5">All at once.</param>
/// <param name="WrongLinks">The share of them all that was linked to another problem's report.</param>
/// <param name="Ordinary">How many ordinary reports were searched by.</param>
/// <param name="FalseLinkRate">The share of them that was linked.</param>
internal sealed record LinkFigures(int Bases, double P1, double P2, double P3, double P4, double P5, double WrongLinks, int Ordinary, double FalseLinkRate);
