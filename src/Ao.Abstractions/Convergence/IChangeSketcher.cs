namespace Ao.Convergence;

/// <summary>The optional capability of a convergence detector to make the sketches that it compares.</summary>
public interface IChangeSketcher
{
    /// <summary>Makes the sketch of a change.</summary>
    /// <param name="change">The change, with its patch.</param>
    /// <param name="limits">What the sketch may hold.</param>
    /// <returns>The sketch.</returns>
    ChangeSketch Sketch(ForkChange change, SketchLimits? limits = null);
}
