namespace Ao.Benchmarks.Alignment;

/// <summary>A definition of the made source.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Module">The module that it is in.</param>
/// <param name="Name">Its name.</param>
internal sealed record Thing(int Id, int Module, string Name);
