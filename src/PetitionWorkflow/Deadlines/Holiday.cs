namespace PetitionWorkflow.Deadlines;

/// <summary>What a rest day is called; the sentence is a text (<c>Deadlines.Holiday.NAME</c>).</summary>
public enum Holiday
{
    /// <summary>元旦</summary>
    NewYear = 1,

    /// <summary>春節, with 除夕 among its legal days since 2025</summary>
    SpringFestival = 2,

    /// <summary>清明</summary>
    Qingming = 3,

    /// <summary>勞動節</summary>
    LabourDay = 4,

    /// <summary>端午</summary>
    DragonBoat = 5,

    /// <summary>中秋</summary>
    MidAutumn = 6,

    /// <summary>國慶</summary>
    NationalDay = 7,

    /// <summary>抗戰勝利七十週年 (2015 only)</summary>
    VictoryDay = 8,

    /// <summary>A day that an announcement adds without one of the names above.</summary>
    Other = 9,
}
