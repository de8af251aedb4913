namespace Quickstart;

/// <summary>What one session is to do.</summary>
/// <param name="Number">Its number in the run, from 1.</param>
/// <param name="Prompt">The task.</param>
/// <param name="DependsOn">The numbers of the tasks whose change has to be merged first.</param>
internal sealed record PlannedTask(int Number, string Prompt, IReadOnlyList<int> DependsOn);
