namespace Ao.Git.Histories;

/// <summary>A file that a commit changed.</summary>
/// <param name="Path">The path. Text from outside.</param>
/// <param name="OldMode">The mode before, as git writes it.</param>
/// <param name="NewMode">The mode after.</param>
/// <param name="OldId">The content before; zeros where there was none.</param>
/// <param name="NewId">The content after; zeros where there is none.</param>
internal readonly record struct FileDelta(string Path, string OldMode, string NewMode, string OldId, string NewId)
{
    private const string None = "000000";
    private const string Submodule = "160000";

    /// <summary>Gets the contents that a diff of the file needs.</summary>
    public IEnumerable<string> Contents
    {
        get
        {
            if (OldMode is not (None or Submodule))
            {
                yield return OldId;
            }

            if (NewMode is not (None or Submodule))
            {
                yield return NewId;
            }
        }
    }
}
