namespace Ao.Convergence;

/// <summary>The optional capability of a convergence detector to take in what is new without comparing everything anew.</summary>
public interface IIncrementalDetector
{
    /// <summary>Opens an empty index.</summary>
    /// <param name="settings">What counts; its <see cref="ConvergenceRequest.Forks"/> are taken in at once.</param>
    /// <returns>The index.</returns>
    IConvergenceIndex OpenIndex(ConvergenceRequest settings);
}
