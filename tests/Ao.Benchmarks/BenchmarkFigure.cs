namespace Ao.Benchmarks;

/// <summary>One thing that was measured.</summary>
/// <param name="Id">The bar's id, such as <c>P1</c>.</param>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Bar">The bar, in words.</param>
/// <param name="Method">How it was measured.</param>
internal sealed record BenchmarkFigure(string Id, string What, double Value, string Unit, string Bar, string Method);
